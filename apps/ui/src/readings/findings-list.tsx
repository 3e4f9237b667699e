import Link from 'next/link';
import { meterHref } from '../meters/meter-assets.ts';
import type { Words } from '../words/words.ts';
import { DecidedHere } from './decided-here.tsx';
import { FindingActs } from './finding-acts.tsx';
import type { FindingsModel } from './load-findings.ts';

/** What was found in a meter's readings, each with its evidence and with what may be said of it. */
export function FindingsList(props: {
  readonly meter: string;
  readonly model: FindingsModel;
  /** How many of them are listed. */
  readonly shown: number;
  readonly unit: string | null;
  readonly zone: string;
  readonly canAct: boolean;
  readonly words: Words;
}) {
  const { meter, unit, zone, canAct, words, model } = props;
  const { format } = words;
  const own = words.text.readings;
  const { findings, decisions } = model;
  const register = (value: number) => format.register(value, unit);
  const listed = findings.slice(0, props.shown);
  return (
    <div className="grid gap-3">
      <DecidedHere meter={meter}>
        {findings.length + decisions.length === 0 && <p className="text-soft">{own.nothingFound}</p>}
        <ul className="grid divide-y divide-line">
          {listed.map((finding) => {
            const { type, reading, state, verdict, dropped, until } = finding;
            // A single reading that is beside another one of the same time is meant by its register.
            const isStretch = dropped > 1 && type !== 'conflict' && until > reading.time;
            return (
              <li key={`${type} ${finding.time} ${reading.time} ${reading.register}`} className="grid gap-2 py-2">
                <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
                  <span className="whitespace-nowrap">{format.minute(reading.time, zone)}</span>
                  <span className={state === 'proposed' ? 'text-warn' : 'text-soft'}>
                    {verdict === undefined ? own.states[state] : own.verdicts[verdict]}
                  </span>
                </p>
                <p>{own.finding(finding, register)}</p>
                {canAct && Number.isFinite(reading.register) && type !== 'in-the-future' && (
                  <FindingActs
                    meter={meter}
                    time={reading.time}
                    value={reading.register}
                    until={isStretch ? until : undefined}
                    verdict={verdict ?? (type === 'rejected' ? 'reject' : undefined)}
                  />
                )}
              </li>
            );
          })}
          {decisions.map(({ time, register: value, verdict }) => (
            <li key={`${time} ${value}`} className="grid gap-2 py-2">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
                <span className="whitespace-nowrap">{format.minute(time, zone)}</span>
                <span className="text-soft">{own.verdicts[verdict]}</span>
              </p>
              <p>{own.asYouSaid(register(value))}</p>
              {canAct && <FindingActs meter={meter} time={time} value={value} until={undefined} verdict={verdict} />}
            </li>
          ))}
        </ul>
      </DecidedHere>
      {findings.length > listed.length && (
        <Link
          href={meterHref(meter, { findings: String(props.shown + 20) })}
          scroll={false}
          className="prose-link justify-self-start"
        >
          {own.more(findings.length - listed.length)}
        </Link>
      )}
    </div>
  );
}
