'use client';

import { useState } from 'react';
import { ActStatus } from '../acts/act-status.tsx';
import { isBusy, useAct } from '../acts/use-act.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';

/** Says that an incident was seen, with a note, or takes that back. `isSeen`: somebody has said so. */
export function AcknowledgeForm(props: {
  readonly asset: string;
  readonly incident: string;
  readonly isSeen: boolean;
}) {
  const { asset, incident, isSeen } = props;
  const { text } = useWords();
  const { state, start } = useAct();
  const [note, setNote] = useState('');
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const said = note.trim();
        void start({
          kind: 'acknowledge',
          payload: { asset, incident, ...(isSeen ? { withdraw: true } : said === '' ? {} : { note: said }) },
        });
      }}
    >
      {!isSeen && (
        <label className="grid min-w-0 flex-1 gap-1">
          <span className="text-soft">{text.anomalies.acknowledgeNote}</span>
          <input
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
            className="min-w-40 rounded-md border border-line-strong bg-page px-2.5 py-1"
          />
        </label>
      )}
      <Button look={isSeen ? 'plain' : 'main'} type="submit" disabled={isBusy(state)}>
        {isSeen ? text.anomalies.withdraw : text.anomalies.acknowledge}
      </Button>
      <ActStatus state={state} done={() => text.acts.done} />
    </form>
  );
}
