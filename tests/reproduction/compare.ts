import type { Cells, Figures } from "./figures.ts";

export interface ComparedFigure {
  name: string;
  rows: number;
  /** Cells that agree. */
  agree: number;
  /** What does not, in words. */
  problems: string[];
}

/** Figures as the platform tells them. */
export interface Told {
  figures: readonly { name: string; rows: readonly Cells[] }[];
}

/** Numbers that floating point alone may set apart. */
const TOLERANCE = 1e-7;
/** Ends of intervals from other random draws: as near as this part of the interval's width. */
const RESAMPLED: Readonly<Record<string, readonly [from: string, to: string]>> = {
  strengthLow: ["strengthLow", "strengthHigh"],
  strengthHigh: ["strengthLow", "strengthHigh"],
  low: ["low", "high"],
  high: ["low", "high"],
};
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
    for (const cell of numbersIn(row, match)) {
      const [value, wanted] = [row[cell], match[cell]];
      if (areNear(value, wanted, slackOf(name, cell, match))) compared.agree += 1;
      else
        compared.problems.push(`${keyOf(row)}: ${cell} ${String(value)} against ${String(wanted)}`);
    }
  }
  return compared;
}

/** Names of the cells that hold a number on either side. */
function numbersIn(...rows: readonly Cells[]): Set<string> {
  const cells = rows.flatMap((row) => Object.entries(row));
  return new Set(cells.flatMap(([name, value]) => (typeof value === "number" ? [name] : [])));
}

type Cell = Cells[string] | undefined;

const areNear = (value: Cell, wanted: Cell, slack: number): boolean =>
  typeof value === "number" && typeof wanted === "number" && Math.abs(value - wanted) <= slack;

/** How far apart two numbers may be that say the same. */
function slackOf(figure: string, cell: string, row: Cells): number {
  const ends = figure === "bradley-terry" ? RESAMPLED[cell] : undefined;
  if (!ends) return TOLERANCE;
  return PART * (Number(row[ends[1]]) - Number(row[ends[0]])) + TOLERANCE;
}

/** The words of a row name it. */
function keyOf(row: Cells): string {
  return Object.entries(row)
    .filter(([, value]) => typeof value === "string")
    .map(([name, value]) => `${name} ${String(value)}`)
    .toSorted()
    .join(", ");
}
