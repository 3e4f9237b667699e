import type { Texts } from '../words/texts.ts';
import type { DifferingSetting } from './differing-settings.ts';
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
    <table className="table-dense">
      <thead>
        <tr>
          <th>{text.key}</th>
          <th>{text.inUse}</th>
          <th>{text.inFiles}</th>
          <th>{text.from}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map(({ path, inUse, found }) => (
          <tr key={path}>
            <td className="min-w-40 font-mono text-[12px] break-all">{path}</td>
            <td>{inUse?.value ?? '–'}</td>
            <td>{found?.value ?? text.gone}</td>
            <td className="text-soft">{found === undefined ? '–' : originText(found, text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
