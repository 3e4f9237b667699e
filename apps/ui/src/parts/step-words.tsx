import type { StepView } from '@meterworks/runtime/read';
import { causeWords } from '../format/cause-words.ts';
import type { Words } from '../words/words.ts';

/** From which to which partition a step went, and how many of them it was to make. */
export function StepSpan({ step, words }: { readonly step: StepView; readonly words: Words }) {
  const { text } = words;
  return (
    <span className="whitespace-nowrap">
      {step.fromKey === step.toKey ? step.fromKey : `${step.fromKey} … ${step.toKey}`}
      {step.planned !== step.to - step.from + 1 && (
        <span className="block text-[12px] text-soft">{text.runs.ofIt(text.status.partitions(step.planned))}</span>
      )}
    </span>
  );
}

export function StepCauses({ causes, words }: { readonly causes: unknown; readonly words: Words }) {
  const told = causeWords(causes, words);
  return told.length === 0 ? <span className="text-soft">–</span> : told.join('; ');
}
