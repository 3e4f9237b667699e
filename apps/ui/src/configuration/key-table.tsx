import type { ReactNode } from 'react';

/** A line a key; the first column names it, the last one says where what stands in the line is from. */
export function KeyTable(props: {
  readonly heads: readonly string[];
  readonly rows: readonly {
    readonly path: string;
    readonly values: readonly ReactNode[];
    readonly from: ReactNode;
  }[];
}) {
  return (
    <table className="table-dense">
      <thead>
        <tr>
          {props.heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ path, values, from }) => (
          <tr key={path}>
            <td className="min-w-40 font-mono text-[12px] break-all">{path}</td>
            {values.map((value, column) => (
              <td key={props.heads[column + 1]} className="min-w-32 break-words">
                {value}
              </td>
            ))}
            <td className="text-soft">{from}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
