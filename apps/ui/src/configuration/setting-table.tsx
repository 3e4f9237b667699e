import type { RecordedSetting } from '@meterworks/runtime/read';
import type { Texts } from '../words/texts.ts';
import { KeyTable } from './key-table.tsx';

/** Keys with their values, and the place that each of them is from. */
export function SettingTable({
  settings,
  text,
}: {
  readonly settings: readonly RecordedSetting[];
  readonly text: Texts['configuration'];
}) {
  return (
    <KeyTable
      heads={[text.key, text.value, text.from]}
      rows={settings.map((setting) => ({
        path: setting.path,
        values: [setting.value ?? <span className="text-soft">{text.notSet}</span>],
        from: (
          <>
            {originText(setting, text)}
            {setting.overridden !== undefined && (
              <span className="block text-warn">{text.overridden(setting.overridden)}</span>
            )}
          </>
        ),
      }))}
    />
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
