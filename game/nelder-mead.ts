/** A point and what the function is there. */
interface Vertex {
  at: readonly number[];
  value: number;
}

export interface Minimum extends Vertex {
  evaluations: number;
}

/**
 * A minimum near the start by the simplex method of Nelder & Mead 1965, with its usual constants;
 * of our own, as the packages that do it are no longer kept up. Ends when the values of a simplex
 * agree to `tolerance`, or after so many evaluations.
 */
export function minimise(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  { step = 0.3, evaluations: most = 2000, tolerance = 1e-6 } = {},
): Minimum {
  let evaluations = 0;
  const vertex = (at: readonly number[]): Vertex => {
    evaluations += 1;
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  let simplex = [start, ...start.map((_, axis) => shifted(start, axis, step))].map(vertex);
  for (;;) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best] = simplex;
    const worst = simplex.at(-1);
    const next = simplex.at(-2);
    if (!best || !worst || !next) throw new RangeError("nothing to minimise over");
    if (worst.value - best.value < tolerance || evaluations >= most)
      return { ...best, evaluations };
    const centre = meanOf(simplex.slice(0, -1));
    const towards = (share: number) => vertex(mixed(centre, worst.at, share));
    const better = replacement(best, next, worst, towards);
    simplex = better
      ? [...simplex.slice(0, -1), better]
      : [best, ...simplex.slice(1).map(({ at }) => vertex(mixed(best.at, at, 0.5)))];
  }
}

/** What takes the worst vertex's place; null when the simplex has to shrink. */
function replacement(
  best: Vertex,
  next: Vertex,
  worst: Vertex,
  towards: (share: number) => Vertex,
): Vertex | null {
  const reflected = towards(-1);
  if (reflected.value < best.value) {
    const expanded = towards(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < next.value) return reflected;
  const contracted = towards(reflected.value < worst.value ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : null;
}

function shifted(point: readonly number[], axis: number, step: number): number[] {
  return point.map((value, at) => (at === axis ? value + step : value));
}

function meanOf(vertices: readonly Vertex[]): number[] {
  const [first] = vertices;
  return (first?.at ?? []).map(
    (_, axis) => vertices.reduce((sum, { at }) => sum + (at[axis] ?? NaN), 0) / vertices.length,
  );
}

/** From a point so far towards another. */
function mixed(from: readonly number[], to: readonly number[], share: number): number[] {
  return from.map((value, axis) => value + share * ((to[axis] ?? NaN) - value));
}
