/**
 * What a process works with, for those that look on.
 *
 * - setting: one key of its configuration as it holds, with where it comes from; never a secret
 * - look: the settings of one reading of the files; one that could not be used is refused, and the one before goes on
 */
export {
  type RecordedProblem,
  type RecordedSetting,
  recordSettings,
  type SettingsLook,
} from './recorded-settings.ts';
