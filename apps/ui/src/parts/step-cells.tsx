import type { StepView } from '@meterworks/runtime/read';
import type { Words } from '../words/words.ts';
import { StepCauses, StepSpan } from './step-words.tsx';

/** What stands over `StepCells`. */
export function StepHeads({ words }: { readonly words: Words }) {
  const text = words.text.runs;
  return (
    <>
      <th>{text.partitions}</th>
      <th className="text-right!">{text.made}</th>
      <th className="text-right!">{text.changed}</th>
      <th className="text-right!">{text.cutOff}</th>
      <th className="text-right!">{text.failed}</th>
      <th className="text-right!">{text.took}</th>
      <th>{text.because}</th>
    </>
  );
}

/** What a step was about and came to, wherever steps are listed. */
export function StepCells({ step, words }: { readonly step: StepView; readonly words: Words }) {
  const { format } = words;
  return (
    <>
      <td>
        <StepSpan step={step} words={words} />
      </td>
      <td className="text-right">{format.count(step.made)}</td>
      <td className="text-right">{format.count(step.changed)}</td>
      <td className="text-right">{format.count(step.cutOff)}</td>
      <td className={`text-right ${step.failed > 0 ? 'text-bad' : ''}`}>{format.count(step.failed)}</td>
      <td className="text-right whitespace-nowrap">
        {step.durationMs === null ? '' : format.duration(step.durationMs)}
      </td>
      <td className="min-w-48">
        <StepCauses causes={step.causes} words={words} />
      </td>
    </>
  );
}
