/**
 * What a process works with, for those that look on.
 *
 * - setting: one key of its configuration as it holds, with where it comes from; never a secret
 * - look: what the files said at one time; one that could not be used is refused, and the one before goes on
 */
export {
  type RecordedProblem,
  type RecordedSetting,
  recordSettings,
  type SettingsLook,
} from './recorded-settings.ts';
