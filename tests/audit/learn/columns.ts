/** A match's features by name; null where there is nothing to measure. */
export type Features = Record<string, number | null>;

/** Prepared on the training part alone, alike for both classes. */
export interface Preparation {
  names: string[];
  prepare: (rows: readonly Features[]) => number[][];
}

/**
 * Columns of numbers: what is missing becomes the median, with a column of its own that says so;
 * columns that never differ are left out.
 */
export function columnsOf(training: readonly Features[]): Preparation {
  const columns = Object.keys(training[0] ?? {}).flatMap((name) => columnsFor(name, training));
  return {
    names: columns.map(({ name }) => name),
    prepare: (rows) => rows.map((row) => columns.map(({ value }) => value(row))),
  };
}

interface Column {
  name: string;
  value: (row: Features) => number;
}

function columnsFor(name: string, training: readonly Features[]): Column[] {
  const known = training.flatMap((row) => finite(row[name]) ?? []).toSorted((a, b) => a - b);
  const columns: Column[] = [];
  if (known.length > 0 && known.length < training.length)
    columns.push({ name: `${name} missing`, value: (row) => (finite(row[name]) === null ? 1 : 0) });
  if (known[0] !== known.at(-1)) {
    const middle = known[known.length >> 1] ?? 0;
    columns.push({ name, value: (row) => finite(row[name]) ?? middle });
  }
  return columns;
}

const finite = (value: number | null | undefined) =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** To mean 0 and deviation 1 on the training part, with outliers held at 5 deviations. */
export function standardiser(training: readonly (readonly number[])[]) {
  const width = training[0]?.length ?? 0;
  const moments = Array.from({ length: width }, (_, column) => {
    const values = training.map((row) => row[column] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(square) || 1 };
  });
  return (row: readonly number[]) =>
    row.map((value, column) => {
      const { mean = 0, deviation = 1 } = moments[column] ?? {};
      return Math.max(-5, Math.min(5, (value - mean) / deviation));
    });
}

const BINS = 10;

/** To the number of a bin between quantiles of the training part: few places where trees may cut. */
export function binner(training: readonly (readonly number[])[]) {
  const width = training[0]?.length ?? 0;
  const cuts = Array.from({ length: width }, (_, column) => {
    const sorted = training.map((row) => row[column] ?? 0).toSorted((a, b) => a - b);
    const places = Array.from({ length: BINS - 1 }, (_unused, bin) =>
      Math.floor((sorted.length * (bin + 1)) / BINS),
    );
    return [...new Set(places.map((place) => sorted[place] ?? 0))];
  });
  return (row: readonly number[]) =>
    row.map((value, column) => (cuts[column] ?? []).filter((cut) => value >= cut).length);
}
