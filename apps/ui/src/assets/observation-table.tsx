import type { ObservationView } from '@meterworks/runtime/read';
import { formatCount } from '../format/format-number.ts';
import { formatInstant } from '../format/format-time.ts';

/** What sources saw of an external asset, newest first. */
export function ObservationTable(props: { readonly observations: readonly ObservationView[]; readonly zone: string }) {
  if (props.observations.length === 0)
    return <p className="px-4 py-3 text-soft">No source has seen anything of it yet.</p>;
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>When</th>
          <th>Source</th>
          <th>Partitions</th>
          <th className="text-right!">Changed</th>
          <th>What</th>
        </tr>
      </thead>
      <tbody>
        {props.observations.map(({ at, source, fromKey, toKey, partitions, detail }) => (
          <tr key={`${at} ${source} ${fromKey} ${toKey}`}>
            <td className="whitespace-nowrap">{formatInstant(at, props.zone)}</td>
            <td>{source}</td>
            <td className="whitespace-nowrap">{fromKey === toKey ? fromKey : `${fromKey} … ${toKey}`}</td>
            <td className="text-right">{formatCount(partitions)}</td>
            <td>{detail ?? <span className="text-soft">–</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
