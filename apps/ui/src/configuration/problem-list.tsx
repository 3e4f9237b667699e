import type { RecordedProblem } from '@meterworks/runtime/read';
import type { Texts } from '../words/texts.ts';

const tones: Readonly<Record<string, string>> = { error: 'text-bad', warning: 'text-warn' };

/** What is to be said of the files, each with its place, what stands there, and what would do. */
export function ProblemList({
  problems,
  text,
}: {
  readonly problems: readonly RecordedProblem[];
  readonly text: Texts['configuration'];
}) {
  return (
    <ul className="grid divide-y divide-line">
      {problems.map(({ severity, message, remedy, place }) => (
        <li
          key={`${place?.file} ${place?.line} ${place?.column} ${place?.path} ${message}`}
          className="grid gap-0.5 py-2 break-words"
        >
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className={tones[severity] ?? 'text-soft'}>{text.severities[severity] ?? severity}</span>
            {place !== null && (
              <code className="font-mono text-[12px] break-all">{`${place.file}:${place.line}:${place.column}`}</code>
            )}
          </p>
          {/* The sentences are those of the command line, in its language. */}
          <p lang="en">
            {place !== null && place.path !== '' && <code className="font-mono text-[12px]">{place.path} </code>}
            {message}
          </p>
          {remedy !== null && (
            <p>
              <span className="text-soft">{text.remedy}: </span>
              <span lang="en">{remedy}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
