import type { ReactNode } from "react";

interface DeskTableProps {
  /** What the table is of, for who does not see it. */
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** A table of figures and ids, as dense as they can be read. */
export function DeskTable({ caption, head, rows }: DeskTableProps) {
  return (
    <div className="desk-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="desk-table">
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={head[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
