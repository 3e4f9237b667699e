import type { RecordedSetting, SettingsLook } from '@meterworks/runtime/read';

/** A key that the files say otherwise than what is worked with. */
export interface DifferingSetting {
  readonly path: string;
  /** Undefined where that side does not have it. */
  readonly inUse: RecordedSetting | undefined;
  readonly found: RecordedSetting | undefined;
}

/**
 * What the files say that is not worked with. Only what they say: defaults are not known of files that could not be read whole, and a key
 * that is gone is shown only where its file was read.
 */
export function differingSettings(inUse: SettingsLook, found: SettingsLook): DifferingSetting[] {
  const nameOf = ({ group, path }: RecordedSetting) => `${group} ${path}`;
  const used = new Map(inUse.settings.map((one) => [nameOf(one), one]));
  const given = found.settings.filter(({ origin }) => origin.kind !== 'default' && origin.kind !== 'none');
  const named = new Set(given.map(nameOf));
  const read = new Set(given.map(({ group }) => group));
  const changed = given.flatMap((one) => {
    const before = used.get(nameOf(one));
    return before?.value === one.value ? [] : [{ path: one.path, inUse: before, found: one }];
  });
  const gone = inUse.settings
    .filter((one) => one.origin.kind === 'file' && read.has(one.group) && !named.has(nameOf(one)))
    .map((one) => ({ path: one.path, inUse: one, found: undefined }));
  return [...changed, ...gone];
}
