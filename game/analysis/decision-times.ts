import type { DecisionCount } from "./counts.ts";
import { type Figure, scaleOf, sumOf } from "./figure.ts";

const SHARES_BELOW = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How long detectives took, by what the witness was and whether they were right. */
export function decisionTimes(counts: readonly DecisionCount[]): Figure {
  const groups = [
    { group: "all", shape: 0.5 as const, of: counts },
    ...([true, false] as const).flatMap((right) =>
      ([false, true] as const).map((isAi) => ({
        group: `${right ? "right" : "wrong"} about ${isAi ? "AI" : "human"}`,
        shape: isAi ? (1 as const) : (0 as const),
        of: counts.filter(
          (one) => one.isAi === isAi && one.judgedAi !== null && (one.judgedAi === isAi) === right,
        ),
      })),
    ),
  ].filter(({ of }) => of.length > 0);
  const rows = groups.map(({ group, shape, of }) => {
    const at = SHARES_BELOW.map((below) => quantile(of, below) / 1000);
    return { group, shape, n: sumOf(of, ({ n }) => n), at };
  });
  const [all] = rows;
  return {
    name: "decision-times",
    title: "Time to the verdict",
    says: all
      ? `Half of the guesses came within ${(all.at[2] ?? 0).toFixed(1)} s of the round's opening; nine in ten between ${(all.at[0] ?? 0).toFixed(1)} and ${(all.at[4] ?? 0).toFixed(1)} s.`
      : "There are no guesses.",
    n: all?.n ?? 0,
    formula:
      "quantiles of the seconds from the round's opening to the guess, interpolated linearly between order statistics (type 7).",
    source: "Hyndman & Fan 1996, The American Statistician 50",
    columns: [
      { key: "group", label: "Guesses", as: "text" },
      { key: "n", label: "n", as: "count" },
      ...SHARES_BELOW.map((below) => ({
        ...{ key: `q${100 * below}`, label: `${100 * below} %`, as: "seconds" as const },
      })),
    ],
    rows: rows.map(({ group, n, at }) => ({
      ...{ group, n },
      ...Object.fromEntries(
        SHARES_BELOW.map((below, index) => [`q${100 * below}`, at[index] ?? 0]),
      ),
    })),
    plot: {
      kind: "quantiles",
      axis: "Seconds",
      scale: scaleOf(rows.flatMap(({ at }) => at)),
      marks: rows.map(({ group, shape, at }) => ({ label: group, shape, at })),
    },
  };
}

/** A type 7 quantile of values that come with their number. */
function quantile(counts: readonly DecisionCount[], share: number): number {
  const sorted = counts.toSorted((a, b) => a.ms - b.ms);
  const place = (sumOf(sorted, ({ n }) => n) - 1) * share;
  const [below, above] = [valueAt(sorted, Math.floor(place)), valueAt(sorted, Math.ceil(place))];
  return below + (above - below) * (place - Math.floor(place));
}

function valueAt(sorted: readonly DecisionCount[], place: number): number {
  let passed = 0;
  for (const { ms, n } of sorted) {
    passed += n;
    if (place < passed) return ms;
  }
  return sorted.at(-1)?.ms ?? 0;
}
