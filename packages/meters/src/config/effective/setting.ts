import { type Path, pathText } from '../problem.ts';

/** Which file of the configuration a setting belongs to, wherever that file lies. */
export type SettingGroup = 'config' | 'meters' | 'patterns' | 'prices' | 'secrets';

/** Where a value comes from. */
export type SettingOrigin =
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  | { readonly kind: 'default' }
  /** A variable of the process wins over what the files say. */
  | { readonly kind: 'environment'; readonly name: string }
  /** Nothing says it, and nothing stands for it. */
  | { readonly kind: 'none' };

/** One key of the configuration as it holds. Made by `fileSetting` and `secretSetting` alone, so that no secret is ever in one. */
export interface Setting {
  readonly group: SettingGroup;
  /** `influxdb.timeout`, `haupt_strom.output_unit`, `INFLUX_TOKEN`. */
  readonly path: string;
  /** As it may be shown: `***` where somebody could use it; null where it is not set. */
  readonly value: string | null;
  readonly origin: SettingOrigin;
  /** The secret that wins over it, where one does. */
  readonly overridden?: string;
}

/** A key of a YAML file, or its default. */
export function fileSetting(
  group: SettingGroup,
  path: Path,
  value: unknown,
  origin: SettingOrigin,
  overridden: string | undefined,
): Setting {
  const text = isHidden(path) ? hidden : shownText(value);
  return { group, path: pathText(path), value: text, origin, ...(overridden === undefined ? {} : { overridden }) };
}

/** A name of a secrets file. Its value is not asked for. */
export function secretSetting(name: string, origin: SettingOrigin): Setting {
  return { group: 'secrets', path: name, value: origin.kind === 'none' ? null : hidden, origin };
}

const hidden = '***';
const secretKey = /token|passw|secret|hash|api_?key|credential|^topic$/i;

/** Whoever knows the topic of an ntfy server can read along; the topic of MQTT is only a place. */
function isHidden(path: Path): boolean {
  return path.some((step) => typeof step === 'string' && secretKey.test(step)) && path[0] !== 'mqtt';
}

function shownText(value: unknown): string {
  if (Array.isArray(value)) return value.map(shownText).join(', ');
  if (typeof value === 'string') return withoutCredentials(value);
  return typeof value === 'object' && value !== null ? '{}' : String(value);
}

/** An address may carry a password before its host, and anything behind it: of those only scheme, host and port are shown. */
function withoutCredentials(text: string): string {
  return text.replaceAll(
    /\b([a-z][a-z0-9+.-]*:\/\/)([^\s/?#]*)([^\s]*)/gi,
    (_, scheme: string, host: string, rest: string) => {
      const at = host.lastIndexOf('@');
      const place = at < 0 ? host : `${hidden}@${host.slice(at + 1)}`;
      return `${scheme}${place}${/^\/?$/.test(rest) ? rest : `/${hidden}`}`;
    },
  );
}
