'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import type { PlanResult } from '../acts/run-result.ts';
import { useWords } from '../words/use-words.tsx';
import { Consequences } from './consequences.tsx';

const DecidedContext = createContext<(before: PlanResult | undefined) => void>(() => {});

/** What is to be called when something was said of a reading of the meter, with what was not fresh before. */
export function useDecided(): (before: PlanResult | undefined) => void {
  return useContext(DecidedContext);
}

/** Shows what follows from what is said within: beside the findings, which may be others as soon as the readings are looked at anew. */
export function DecidedHere({ meter, children }: { readonly meter: string; readonly children: ReactNode }) {
  const own = useWords().text.readings;
  const [decided, setDecided] = useState<{ readonly count: number; readonly before: PlanResult | undefined }>();
  return (
    <DecidedContext value={(before) => setDecided((last) => ({ count: (last?.count ?? 0) + 1, before }))}>
      {decided !== undefined && (
        <Consequences key={decided.count} meter={meter} before={decided.before}>
          {own.decided}
        </Consequences>
      )}
      {children}
    </DecidedContext>
  );
}
