import { wilson } from "../statistics.ts";

type Cell = string | number | null;

interface Column {
  key: string;
  label: string;
  /** `share` is 0–1, `seconds` and `number` are as they are. */
  as: "text" | "count" | "share" | "number" | "seconds";
}

/** 0 is drawn as a circle (human), 1 as a square (AI), between them what is both. */
type Shape = 0 | 0.5 | 1;

interface IntervalMark {
  label: string;
  value: number;
  low: number;
  high: number;
  shape: Shape;
}

export interface CurvePoint {
  x: number;
  y: number;
  low: number;
  high: number;
  n: number;
}

interface Ticks {
  domain: readonly [number, number];
  ticks: readonly { at: number; label: string }[];
}

export type Plot =
  | {
      kind: "intervals";
      axis: string;
      /** `share` is shown as per cent. */
      as: "share" | "number";
      scale: Ticks;
      reference: number | null;
      marks: readonly IntervalMark[];
    }
  | {
      kind: "curve";
      xAxis: string;
      yAxis: string;
      x: Ticks;
      y: Ticks;
      reference: "diagonal" | "half" | null;
      series: readonly { label: string; shape: Shape; points: readonly CurvePoint[] }[];
    }
  | {
      kind: "matrix";
      rows: readonly string[];
      columns: readonly string[];
      counts: readonly (readonly number[])[];
    }
  | {
      kind: "quantiles";
      axis: string;
      scale: Ticks;
      marks: readonly { label: string; at: readonly number[]; shape: Shape }[];
    };

/** A figure of the analysis with all that a reader needs to check it. */
export interface Figure {
  name: string;
  title: string;
  /** What it shows, in a sentence or two. */
  says: string;
  /** Games (or judgements, as the formula says) that it counts. */
  n: number;
  formula: string;
  source: string;
  columns: readonly Column[];
  rows: readonly Readonly<Record<string, Cell>>[];
  /** Null where there is nothing to draw. */
  plot: Plot | null;
}

export const WILSON = "Wilson 1927, Journal of the American Statistical Association 22";

/** Per cent with one decimal, as all words of figures have it. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export const withInterval = (value: number, low: number, high: number): string =>
  `${percent(value)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** The columns of a share with its interval, as every figure of shares has them. */
export const SHARE_COLUMNS = (counted: string, share: string): readonly Column[] => [
  { key: "n", label: "n", as: "count" },
  { key: "count", label: counted, as: "count" },
  { key: "rate", label: share, as: "share" },
  { key: "low", label: "95 % from", as: "share" },
  { key: "high", label: "to", as: "share" },
];

/** A share as the columns above have it. n is above 0. */
export function share(count: number, n: number) {
  const { rate, low, high } = wilson(count, n);
  return { n, count, rate: rate ?? 0, low, high };
}

export const SHARES: Ticks = {
  domain: [0, 1],
  ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: `${100 * at}` })),
};

/** A scale from the least to the greatest of some values, with about five round ticks. */
export function scaleOf(values: readonly number[], decimals = 1): Ticks {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = roundStep((most - least) / 4 || 1);
  const [from, to] = [Math.floor(least / step), Math.max(Math.ceil(most / step), 1)];
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * step);
  return {
    domain: [from * step, to * step],
    ticks: ticks.map((at) => ({ at, label: at.toFixed(step < 1 ? decimals : 0) })),
  };
}

function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10;
  return factor * power;
}

export const sumOf = <Row>(rows: readonly Row[], value: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + value(row), 0);
