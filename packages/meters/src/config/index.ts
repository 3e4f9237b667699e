// Words: a *problem* is one thing to say about the files, an error, a warning or a notice; a *configuration* exists only
// without errors. A *register* is what a meter shows, a *master* one logical meter over replaced or summed ones, a
// *virtual* meter a calculation; a *term* is one part of it.

export { Secret } from '@meterworks/assets';
export { openEndDay } from './civil-text.ts';
export type {
  Configuration,
  FilePath,
  InfluxSettings,
  LoggingSettings,
  MqttSettings,
  Storage,
  TibberSettings,
  Workflow,
} from './configuration.ts';
export type { Setting, SettingGroup, SettingOrigin } from './effective/setting.ts';
export { type LoadedConfiguration, type LoadOptions, loadConfiguration } from './load-configuration.ts';
export type {
  LifeEnd,
  MasterMeter,
  MasterPeriod,
  MasterSource,
  Meter,
  PhysicalMeter,
  VirtualMeter,
  VirtualTerm,
} from './meter.ts';
export { type MeterId, meterId, meterIdFault } from './meter-id.ts';
export type { ChannelSettings, NotificationSettings } from './notification-settings.ts';
export { type ConfigurationTexts, type ParsedConfiguration, parseConfiguration } from './parse-configuration.ts';
export { formatProblem, type Problem, type Severity } from './problem.ts';
export type { SourceText } from './read-settings.ts';
export { configFile } from './schema/config-file.ts';
export { metersFile } from './schema/meters-file.ts';
export { patternsFile } from './schema/patterns-file.ts';
export { pricesFile } from './schema/prices-file.ts';
export { type SecretFile, type SecretName, secretNames } from './secret-names.ts';
