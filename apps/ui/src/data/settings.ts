/** What whoever starts the UI says by its environment. Paths are relative to where it was started. */
export interface UiSettings {
  readonly stateDatabase: string;
  readonly seriesDatabase: string;
}

export function uiSettings(environment = process.env): UiSettings {
  return {
    stateDatabase: environment.METERWORKS_STATE ?? '../../state/meterworks.db',
    seriesDatabase: environment.METERWORKS_SERIES ?? '../../state/series.db',
  };
}

/** Whether these pages only show, and file no commands: `METERWORKS_UI_READ_ONLY=1`. */
export function isReadOnly(environment = process.env): boolean {
  return ['1', 'true', 'yes'].includes(environment.METERWORKS_UI_READ_ONLY?.toLowerCase() ?? '');
}

/** Origins besides the requested one whose pages may act, as a proxy publishes them: `METERWORKS_UI_ORIGIN`, separated by commas. */
export function publicOrigins(environment = process.env): string[] {
  return (environment.METERWORKS_UI_ORIGIN ?? '')
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter((origin) => origin !== '');
}
