import type { Texts } from '../words/texts.ts';
import type { DifferingSetting } from './differing-settings.ts';
import { KeyTable } from './key-table.tsx';
import { originText } from './setting-table.tsx';

/** What is worked with beside what the files say. */
export function Differences({
  settings,
  text,
}: {
  readonly settings: readonly DifferingSetting[];
  readonly text: Texts['configuration'];
}) {
  return (
    <KeyTable
      heads={[text.key, text.inUse, text.inFiles, text.from]}
      rows={settings.map(({ path, inUse, found }) => ({
        path,
        values: [inUse?.value ?? '–', found?.value ?? text.gone],
        from: found === undefined ? '–' : originText(found, text),
      }))}
    />
  );
}
