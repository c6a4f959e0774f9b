export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Null where there is none; the same for all of these. */
export const mean = (values: readonly number[]) =>
  values.length === 0 ? null : sum(values) / values.length;

export function deviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / (values.length - 1));
}

export function quantile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? null;
}

export const least = (values: readonly number[]) =>
  values.length === 0 ? null : Math.min(...values);
export const most = (values: readonly number[]) =>
  values.length === 0 ? null : Math.max(...values);

/** From each value to the next. */
export const gaps = (values: readonly number[]) =>
  values.slice(1).map((value, index) => value - (values[index] ?? value));

export const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** A straight line through points, by least squares; null for fewer than three or one abscissa. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]) {
  const x = mean(points.map(([each]) => each));
  const y = mean(points.map(([, each]) => each));
  if (x === null || y === null || points.length < 3) return null;
  const spread = sum(points.map(([each]) => (each - x) ** 2));
  if (spread === 0) return null;
  const slope = sum(points.map(([a, b]) => (a - x) * (b - y))) / spread;
  const residuals = points.map(([a, b]) => b - y - slope * (a - x));
  const total = sum(points.map(([, b]) => (b - y) ** 2));
  const unexplained = sum(residuals.map((each) => each ** 2));
  return {
    slope,
    intercept: y - slope * x,
    residual: deviation(residuals),
    explained: total === 0 ? null : 1 - unexplained / total,
  };
}
