import type { FilePath } from './configuration.ts';
import { joinedPath, parentFolder } from './path-text.ts';
import type { Problem } from './problem.ts';
import { applySchema } from './schema/apply-schema.ts';
import { type ConfigFile, configFile } from './schema/config-file.ts';
import { isTimeZone } from './schema/scalars.ts';
import { valueAt } from './schema/schema-at.ts';
import { parseYamlSource, type YamlSource } from './yaml-source.ts';

/** A file by name and text; `text` is undefined if there is no such file. */
export interface SourceText {
  readonly path: string;
  readonly text: string | undefined;
}

export interface ReadSettings {
  readonly source: YamlSource;
  /** Undefined if anything in the file is an error. */
  readonly settings: ConfigFile | undefined;
  readonly problems: readonly Problem[];
  /** Told even where other keys are wrong. */
  readonly timezone: string;
  readonly metersPath: FilePath;
  readonly patternsPath: FilePath;
}

/**
 * config.yaml alone: its keys, and where the other files lie. Paths it names count from the parent of `directory`; without
 * one, the files lie in `directory` itself.
 */
export function readSettings(config: SourceText, directory: string): ReadSettings {
  const source = parseYamlSource(config.path, config.text ?? '');
  const shape = source.intact ? applySchema(configFile, source) : { value: undefined, problems: [] };
  const problems = [...source.problems, ...shape.problems];
  const named = (key: string, name: string): FilePath => {
    const given = valueAt(source.value, [key]);
    return typeof given === 'string' && given !== ''
      ? { given, resolved: joinedPath(parentFolder(directory), given) }
      : { given: name, resolved: joinedPath(directory, name) };
  };
  const zone = valueAt(source.value, ['timezone']);
  return {
    source,
    settings: shape.value,
    problems,
    timezone: typeof zone === 'string' && isTimeZone(zone) ? zone : 'Europe/Berlin',
    metersPath: named('meters_config', 'meters.yaml'),
    patternsPath: named('seasonal_patterns_config', 'seasonal_patterns.yaml'),
  };
}
