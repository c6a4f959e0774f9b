import { wilson } from "../statistics.ts";
import type { ForecastCount } from "./counts.ts";
import { type Figure, SHARES, sumOf } from "./figure.ts";

const BINS = 10;

/** What was said against what was so, with the Brier score and Murphy's parts. */
export function calibration(counts: readonly ForecastCount[]): Figure {
  const n = sumOf(counts, (count) => count.n);
  const parts = n === 0 ? null : murphy(counts, n);
  const rows = binsOf(counts);
  return {
    name: "calibration",
    title: "Calibration",
    says: parts
      ? `Brier score ${parts.score.toFixed(4)} (0.25 = always one half) = reliability ${parts.reliability.toFixed(4)} − resolution ${parts.resolution.toFixed(4)} + uncertainty ${parts.uncertainty.toFixed(4)}. On the diagonal, what is said is what is so.`
      : "There are no guesses.",
    n,
    formula:
      "Brier = mean (pAi − AI)², split over the distinct values of pAi (0.01 steps of the slider): reliability = Σ nₖ(pₖ − oₖ)²/n, resolution = Σ nₖ(oₖ − o)²/n, uncertainty = o(1 − o). The curve: share of AI in ten equal bins of pAi, Wilson 95 % interval.",
    source: "Brier 1950; Murphy 1973, Journal of Applied Meteorology 12",
    columns: [
      { key: "bin", label: "Said AI", as: "text" },
      { key: "n", label: "n", as: "count" },
      { key: "meanPAi", label: "Mean pAi", as: "share" },
      { key: "count", label: "Were AI", as: "count" },
      { key: "rate", label: "Share AI", as: "share" },
      { key: "low", label: "95 % from", as: "share" },
      { key: "high", label: "to", as: "share" },
      { key: "brier", label: "Brier score", as: "number" },
      { key: "reliability", label: "Reliability", as: "number" },
      { key: "resolution", label: "Resolution", as: "number" },
      { key: "uncertainty", label: "Uncertainty", as: "number" },
    ],
    rows: [...rows.map((row) => ({ ...row, ...NO_PARTS })), ...(parts ? [wholeRow(parts, n)] : [])],
    plot: {
      kind: "curve",
      xAxis: "Said AI, %",
      yAxis: "Were AI, %",
      x: SHARES,
      y: SHARES,
      reference: "diagonal",
      series: [
        {
          label: "guesses",
          shape: 0.5,
          points: rows.map((row) => ({
            ...{ x: row.meanPAi, y: row.rate, low: row.low, high: row.high, n: row.n },
          })),
        },
      ],
    },
  };
}

const NO_PARTS = { brier: null, reliability: null, resolution: null, uncertainty: null };

type Parts = ReturnType<typeof murphy>;

function wholeRow({ score, ...parts }: Parts, n: number) {
  const none = { meanPAi: null, count: null, rate: null, low: null, high: null };
  return { bin: "all", n, ...none, brier: score, ...parts };
}

/** Murphy's decomposition over distinct values: score = reliability − resolution + uncertainty. */
function murphy(counts: readonly ForecastCount[], n: number) {
  const base = sumOf(counts, ({ ai }) => ai) / n;
  // Rounded, because a complement such as 1 − 0.9 is the same value as 0.1.
  const groups = Map.groupBy(counts, ({ pAi }) => Math.round(pAi * 1e9) / 1e9);
  const values = [...groups].map(([pAi, group]) => {
    const size = sumOf(group, (count) => count.n);
    return { pAi, size, observed: sumOf(group, ({ ai }) => ai) / size };
  });
  return {
    score:
      sumOf(counts, (one) => one.ai * (one.pAi - 1) ** 2 + (one.n - one.ai) * one.pAi ** 2) / n,
    reliability: sumOf(values, ({ pAi, size, observed }) => size * (pAi - observed) ** 2) / n,
    resolution: sumOf(values, ({ size, observed }) => size * (observed - base) ** 2) / n,
    uncertainty: base * (1 - base),
  };
}

function binsOf(counts: readonly ForecastCount[]) {
  // A complement such as 1 − 0.9 is a hair below its bin's edge.
  const bins = Map.groupBy(counts, ({ pAi }) => Math.min(Math.floor(pAi * BINS + 1e-9), BINS - 1));
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([bin, group]) => {
      const n = sumOf(group, (one) => one.n);
      const count = sumOf(group, ({ ai }) => ai);
      const { rate, low, high } = wilson(count, n);
      const meanPAi = sumOf(group, (one) => one.n * one.pAi) / n;
      const name = `${bin / BINS}–${(bin + 1) / BINS}`;
      return { bin: name, n, meanPAi, count, rate: rate ?? 0, low, high };
    });
}
