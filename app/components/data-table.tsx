import type { ReactNode } from "react";

interface DataTableProps {
  /** What the table is of, for who does not see it. */
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** What stands here while there are no rows, where that may be. */
  empty?: string;
  /** At the desk figures and ids stand as close as they can be read. */
  look?: keyof typeof LOOKS;
}

const LOOKS = {
  page: {
    table: "w-full text-left text-small",
    head: "text-muted",
    title: "py-2 pr-6 align-bottom font-normal whitespace-nowrap",
    row: "rule",
    cell: "py-3 pr-6 align-top",
  },
  desk: { table: "desk-table" },
} satisfies Record<string, Looks>;

type Looks = Partial<Record<"table" | "head" | "title" | "row" | "cell", string>>;

/**
 * A dense table; on a phone it is moved sideways, by keys too. It is positioned so that what only
 * screen readers see moves with it, and does not widen the page.
 */
export function DataTable({ caption, head, rows, empty, look = "page" }: DataTableProps) {
  if (rows.length === 0 && empty) return <p className="text-muted">{empty}</p>;
  const looks: Looks = LOOKS[look];
  return (
    <div className="relative overflow-x-auto" role="region" aria-label={caption} tabIndex={0}>
      <table className={looks.table}>
        <caption className="sr-only">{caption}</caption>
        <thead className={looks.head}>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className={looks.title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className={looks.row}>
              {cells.map((cell, index) => (
                <td key={head[index]} className={looks.cell}>
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
