import { nearestName } from '../nearest-name.ts';

/** A text that names no zone of the IANA time-zone database. */
export class UnknownZoneError extends Error {
  override readonly name = 'UnknownZoneError';
  readonly zone: string;
  /** The known zone whose name is nearest, or whose city was named; if there is one. */
  readonly nearest: string | undefined;
  constructor(zone: string) {
    const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    const nearest =
      nearestName(zone, known) ?? known.find((name) => name.toLowerCase().endsWith(`/${zone.toLowerCase()}`));
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
