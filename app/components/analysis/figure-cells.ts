import type { Figure } from "../../../game/analysis/figure.ts";
import { count, decimal } from "../format.ts";

type Cell = Figure["rows"][number][string] | undefined;

/** A cell of a figure's table as it is read. */
export function shownCell(cell: Cell, as: Figure["columns"][number]["as"]): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  switch (as) {
    case "share":
      return `${decimal(100 * cell, 1)} %`;
    case "seconds":
      return `${decimal(cell, 1)} s`;
    case "number":
      return decimal(cell, 3);
    case "count":
    case "text":
      return count(cell);
  }
}
