import { Button } from '../parts/button.tsx';
import type { Words } from '../words/words.ts';
import { type AnomalyFilter, anomaliesHref, incidentStates } from './anomaly-filter.ts';

const field = 'w-full min-w-0 rounded-md border border-line-strong bg-page px-2 py-1';

/** A plain form: works without script, and its state is the address. */
export function AnomalyFilters(props: {
  readonly filter: AnomalyFilter;
  readonly meters: readonly string[];
  readonly types: readonly string[];
  readonly words: Words;
}) {
  const { filter, meters, types, words } = props;
  const text = words.text.anomalies;
  const isFiltered = [filter.severity, filter.type, filter.meter, filter.state].some((one) => one !== undefined);
  return (
    <form
      action="/anomalies"
      className="grid grid-cols-2 items-end gap-3 px-4 py-3 sm:grid-cols-[repeat(4,minmax(0,12rem))_auto]"
    >
      <input type="hidden" name="days" value={filter.days} />
      <Choice
        name="severity"
        label={text.severity}
        any={text.any}
        value={filter.severity}
        options={Object.entries(text.severities)}
      />
      <Choice
        name="type"
        label={text.type}
        any={text.any}
        value={filter.type}
        options={types.map((type) => [type, text.types[type] ?? type])}
      />
      <Choice
        name="meter"
        label={text.meter}
        any={text.any}
        value={filter.meter}
        options={meters.map((meter) => [meter, meter])}
      />
      <Choice
        name="state"
        label={text.state}
        any={text.any}
        value={filter.state}
        options={incidentStates.map((state) => [state, text.states[state]])}
      />
      <span className="col-span-2 flex items-center gap-3 sm:col-span-1">
        <Button type="submit">{text.filter}</Button>
        {isFiltered && (
          <a href={anomaliesHref({ days: filter.days })} className="prose-link whitespace-nowrap">
            {text.reset}
          </a>
        )}
      </span>
    </form>
  );
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <label className="grid min-w-0 gap-1">
      <span className="text-[12px] text-soft">{props.label}</span>
      <select name={props.name} defaultValue={props.value ?? ''} key={props.value} className={field}>
        <option value="">{props.any}</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
