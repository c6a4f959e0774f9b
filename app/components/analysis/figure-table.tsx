import type { Figure } from "../../../game/analysis/figure.ts";
import { shownCell } from "./figure-cells.ts";

/** The numbers of a figure; on a phone they are moved sideways, by keys too. */
export function FigureTable({ title, columns, rows }: Pick<Figure, "title" | "columns" | "rows">) {
  return (
    <div
      className="relative overflow-x-auto"
      role="region"
      aria-label={`${title}: numbers`}
      tabIndex={0}
    >
      <table className="w-full text-left text-small">
        <caption className="sr-only">{title}</caption>
        <thead className="text-muted">
          <tr>
            {columns.map(({ key, label, as }) => (
              <th key={key} scope="col" className={`py-2 pr-5 font-normal ${side(as)}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="rule">
              {columns.map(({ key, as }) => (
                <td key={key} className={`py-2 pr-5 whitespace-nowrap ${side(as)}`}>
                  {shownCell(row[key], as)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const side = (as: Figure["columns"][number]["as"]) => (as === "text" ? "" : "figure text-right");
