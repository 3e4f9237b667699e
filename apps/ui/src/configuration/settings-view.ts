import type { RecordedSetting, SettingsLook } from '@meterworks/runtime/read';
import type { Query } from '../address/query-of.ts';

export const groups = ['config', 'secrets', 'meters', 'prices', 'patterns'] as const;
export type Group = (typeof groups)[number];

/** Which settings are shown; lives in the address. */
export interface SettingsFilter {
  readonly group: Group;
  /** Words that key or value must hold. */
  readonly text: string;
  /** Without defaults. */
  readonly given: boolean;
  readonly from: number;
}

export function parseSettingsFilter(query: Query): SettingsFilter {
  const from = Number(query.from);
  return {
    group: groups.find((one) => one === query.group) ?? 'config',
    text: query.text ?? '',
    given: query.given === '1',
    from: Number.isSafeInteger(from) && from > 0 ? from : 0,
  };
}

export function settingsHref({ group, text, given, from }: SettingsFilter): string {
  const query = new URLSearchParams({
    ...(group === 'config' ? {} : { group }),
    ...(text === '' ? {} : { text }),
    ...(given ? { given: '1' } : {}),
    ...(from === 0 ? {} : { from: String(from) }),
  }).toString();
  return query === '' ? '/configuration' : `/configuration?${query}`;
}

/** The settings of the group that pass, in the order of the files. */
export function shownSettings(look: SettingsLook, { group, text, given }: SettingsFilter): RecordedSetting[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return look.settings.filter((setting) => {
    const isShown = setting.group === group && !(given && ['default', 'none'].includes(setting.origin.kind));
    const written = `${setting.path} ${setting.value ?? ''}`.toLowerCase();
    return isShown && words.every((word) => written.includes(word));
  });
}
