import type { Cells, Figures } from "./figures.ts";

export interface ComparedFigure {
  name: string;
  rows: number;
  /** Cells that agree. */
  agree: number;
  /** What does not, in words. */
  problems: string[];
}

interface Told {
  figures: readonly { name: string; rows: readonly Cells[] }[];
}

/** Numbers that floating point alone may set apart. */
const TOLERANCE = 1e-7;
/** Percentiles of other random draws: part of the interval's width. */
const RESAMPLED = new Set(["strengthLow", "strengthHigh", "low", "high"]);
const PART = 0.25;

/** Sets what the page tells against what was recomputed, cell by cell. */
export function compare(told: Told, own: Figures): ComparedFigure[] {
  const names = new Set([...told.figures.map(({ name }) => name), ...Object.keys(own)]);
  return [...names].map((name) => {
    const theirs = told.figures.find((figure) => figure.name === name)?.rows;
    const mine = own[name];
    if (!theirs || !mine)
      return { name, rows: 0, agree: 0, problems: [`only ${mine ? "recomputed" : "told"}`] };
    return compareRows(name, theirs, mine);
  });
}

function compareRows(name: string, theirs: readonly Cells[], mine: readonly Cells[]) {
  const own = new Map(mine.map((row) => [keyOf(row), row]));
  const compared: ComparedFigure = { name, rows: theirs.length, agree: 0, problems: [] };
  const lengths = [theirs.length, mine.length];
  if (lengths[0] !== lengths[1]) compared.problems.push(lengths.join(" rows told, recomputed "));
  for (const row of theirs) {
    const match = own.get(keyOf(row));
    if (!match) {
      compared.problems.push(`${keyOf(row)}: not recomputed`);
      continue;
    }
    for (const [cell, value] of Object.entries(row)) {
      if (typeof value !== "number") continue;
      const wanted = match[cell];
      if (isResampled(name, cell)) {
        if (cell.startsWith("strength") && !isNear(value, Number(wanted), row))
          compared.problems.push(`${keyOf(row)}: ${cell} ${value} against ${String(wanted)}`);
        else compared.agree += 1;
      } else if (typeof wanted === "number" && Math.abs(value - wanted) <= TOLERANCE)
        compared.agree += 1;
      else compared.problems.push(`${keyOf(row)}: ${cell} ${value} against ${String(wanted)}`);
    }
  }
  return compared;
}

const isResampled = (figure: string, cell: string) =>
  figure === "bradley-terry" && RESAMPLED.has(cell);

function isNear(value: number, wanted: number, { strengthLow, strengthHigh }: Cells): boolean {
  const width = Number(strengthHigh) - Number(strengthLow);
  return Math.abs(value - wanted) <= PART * width + TOLERANCE;
}

/** The words of a row name it. */
function keyOf(row: Cells): string {
  return Object.entries(row)
    .filter(([, value]) => typeof value === "string")
    .map(([name, value]) => `${name} ${String(value)}`)
    .toSorted()
    .join(", ");
}
