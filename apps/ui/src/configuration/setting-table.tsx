import type { RecordedSetting } from '@meterworks/runtime/read';
import type { Texts } from '../words/texts.ts';

/** Keys with their values, and the place that each of them is from. */
export function SettingTable({
  settings,
  text,
}: {
  readonly settings: readonly RecordedSetting[];
  readonly text: Texts['configuration'];
}) {
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>{text.key}</th>
          <th>{text.value}</th>
          <th>{text.from}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map((setting) => (
          <tr key={setting.path}>
            <td className="min-w-40 font-mono text-[12px] break-all">{setting.path}</td>
            <td className="min-w-32 break-words">
              {setting.value ?? <span className="text-soft">{text.notSet}</span>}
            </td>
            <td className="text-soft">
              {originText(setting, text)}
              {setting.overridden !== undefined && (
                <span className="block text-warn">{text.overridden(setting.overridden)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function originText({ origin }: RecordedSetting, text: Texts['configuration']): string {
  switch (origin.kind) {
    case 'file':
      return `${origin.file}:${origin.line}`;
    case 'environment':
      return text.environment;
    case 'default':
      return text.default;
    case 'none':
      return '–';
  }
}
