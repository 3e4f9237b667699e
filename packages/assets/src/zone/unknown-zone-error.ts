import { nearestName } from '../nearest-name.ts';

/** A text that names no zone of the IANA time-zone database. */
export class UnknownZoneError extends Error {
  override readonly name = 'UnknownZoneError';
  readonly zone: string;
  /** The known zone whose name is nearest, if one is near. */
  readonly nearest: string | undefined;
  constructor(zone: string) {
    const nearest = nearestName(zone, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
    super(
      `${JSON.stringify(zone)} is no IANA time zone` +
        (nearest === undefined
          ? '; zones are named like "Europe/Berlin"'
          : `; did you mean ${JSON.stringify(nearest)}?`),
    );
    this.zone = zone;
    this.nearest = nearest;
  }
}
