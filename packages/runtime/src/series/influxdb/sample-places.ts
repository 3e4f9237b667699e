/** How a bucket of raw samples is laid out: what marks a series, its values and their kinds. */
export interface SampleLayout {
  readonly bucket: string;
  /** The tag that names a series: a plain identifier that is no keyword of InfluxQL. */
  readonly nameTag: string;
  /** The field of the values. */
  readonly field: string;
  /** The tags that tell a sample's kind, in the order in which `kindOf` gets their values; '' where a point has none. */
  readonly kindTags: readonly string[];
  kindOf(values: readonly string[]): string;
  /** The tags with which a sample of that kind is written. */
  tagsOf(kind: string): Readonly<Record<string, string>>;
}

/** Where one series lies. */
export interface SamplePlace {
  /** The value of the name tag. */
  readonly name: string;
  /** The measurements that count, and what their values are multiplied with. New samples go to the first, whose factor is 1. */
  readonly measurements: readonly SampleMeasurement[];
  /** Points that carry one of these fields (and not the exception) beside the value are no samples. */
  readonly unless?: { readonly fields: readonly string[]; readonly exception: string };
}

export interface SampleMeasurement {
  readonly measurement: string;
  readonly factor: number;
}

/** The tag that keeps a second value of one instant and kind beside the first, as the server overwrites equal keys. */
export const takeTag = 'take';
