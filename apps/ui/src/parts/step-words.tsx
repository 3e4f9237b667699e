import type { StepView } from '@meterworks/runtime/read';
import { causeWords } from '../format/cause-words.ts';
import { plural } from '../format/plural.ts';

/** From which to which partition a step went, and how many of them it was to make. */
export function StepSpan({ step }: { readonly step: StepView }) {
  return (
    <span className="whitespace-nowrap">
      {step.fromKey === step.toKey ? step.fromKey : `${step.fromKey} … ${step.toKey}`}
      {step.planned !== step.to - step.from + 1 && (
        <span className="block text-[12px] text-soft">{plural(step.planned, 'partition')} of it</span>
      )}
    </span>
  );
}

export function StepCauses({ causes }: { readonly causes: unknown }) {
  const words = causeWords(causes);
  return words.length === 0 ? <span className="text-soft">–</span> : words.join('; ');
}
