import type { ReactNode } from "react";

interface DataTableProps {
  /** What the table is of, for who does not see it. */
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** What stands here while there are no rows. */
  empty: string;
}

/**
 * A dense table; on a phone it is moved sideways, by keys too. It is positioned so that what only
 * screen readers see moves with it, and does not widen the page.
 */
export function DataTable({ caption, head, rows, empty }: DataTableProps) {
  if (rows.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <div className="relative overflow-x-auto" role="region" aria-label={caption} tabIndex={0}>
      <table className="w-full text-left text-small">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-muted">
          <tr>
            {head.map((title) => (
              <th
                key={title}
                scope="col"
                className="py-2 pr-6 align-bottom font-normal whitespace-nowrap"
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="rule">
              {cells.map((cell, index) => (
                <td key={head[index]} className="py-3 pr-6 align-top">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
