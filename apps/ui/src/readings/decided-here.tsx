'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import { Consequences } from './consequences.tsx';

const DecidedContext = createContext<() => void>(() => {});

/** What is to be called when something was said of a reading of the meter. */
export function useDecided(): () => void {
  return useContext(DecidedContext);
}

/** Shows what follows from what is said within: beside the findings, which may be others as soon as the readings are looked at anew. */
export function DecidedHere({ meter, children }: { readonly meter: string; readonly children: ReactNode }) {
  const own = useWords().text.readings;
  const [count, setCount] = useState(0);
  return (
    <DecidedContext value={() => setCount((before) => before + 1)}>
      {count > 0 && (
        <Consequences key={count} meter={meter}>
          {own.decided}
        </Consequences>
      )}
      {children}
    </DecidedContext>
  );
}
