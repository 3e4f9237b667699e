import type { ObservationView } from '@meterworks/runtime/read';
import { observationWords } from '../why/observation-words.ts';
import type { Words } from '../words/words.ts';

/** What sources saw of an external asset, newest first. */
export function ObservationTable(props: {
  readonly observations: readonly ObservationView[];
  readonly zone: string;
  readonly words: Words;
}) {
  const { text, format } = props.words;
  if (props.observations.length === 0) return <p className="px-4 py-3 text-soft">{text.assets.neverSeen}</p>;
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>{text.assets.when}</th>
          <th>{text.assets.source}</th>
          <th>{text.assets.partitions}</th>
          <th className="text-right!">{text.runs.changed}</th>
          <th>{text.assets.what}</th>
        </tr>
      </thead>
      <tbody>
        {props.observations.map(({ at, source, fromKey, toKey, partitions, detail }) => (
          <tr key={`${at} ${source} ${fromKey} ${toKey}`}>
            <td className="whitespace-nowrap">{format.instant(at, props.zone)}</td>
            <td>{source}</td>
            <td className="whitespace-nowrap">{fromKey === toKey ? fromKey : `${fromKey} … ${toKey}`}</td>
            <td className="text-right">{format.count(partitions)}</td>
            <td>
              {detail === null ? (
                <span className="text-soft">–</span>
              ) : (
                observationWords(detail, props.zone, props.words)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
