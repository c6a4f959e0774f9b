import type { ExchangeCount } from "./counts.ts";
import { type Figure, plural, share, SHARE_COLUMNS, SHARES, sumOf, WILSON } from "./figure.ts";

interface Grouping {
  name: string;
  title: string;
  axis: string;
  formula: string;
  /** Lower ends of the groups, the last without an end. */
  from: readonly number[];
  /** How far a group reaches in words: `1–2` of whole numbers, `1 to below 2` of measures. */
  whole: boolean;
}

const MESSAGES: Grouping = {
  name: "messages",
  title: "Pass rate by length of the talk",
  axis: "Messages of both",
  formula:
    "judged human ÷ guesses, by the messages of detective and witness in their conversation; Wilson 95 % interval.",
  from: [0, 1, 3, 5, 9, 17, 33],
  whole: true,
};

const DELAYS: Grouping = {
  name: "delays",
  title: "Pass rate by the witness's delay",
  axis: "Mean delay, seconds",
  formula:
    "judged human ÷ guesses, by the mean seconds from a message of the other side to the witness's message that follows it next; games without such an answer are left out. Wilson 95 % interval.",
  from: [0, 2, 4, 6, 8, 12, 16, 24, 32],
  whole: false,
};

export const byMessages = (counts: readonly ExchangeCount[]): Figure => exchange(MESSAGES, counts);
export const byDelay = (counts: readonly ExchangeCount[]): Figure => exchange(DELAYS, counts);

function exchange(grouping: Grouping, counts: readonly ExchangeCount[]): Figure {
  const rows = [false, true].flatMap((isAi) =>
    grouping.from.flatMap((from, index) => {
      const next = grouping.from[index + 1] ?? Infinity;
      const of = counts.filter((one) => one.isAi === isAi && one.value >= from && one.value < next);
      const n = sumOf(of, (one) => one.n);
      if (n === 0) return [];
      const passes = sumOf(of, ({ judgedHuman }) => judgedHuman);
      const group = groupName(from, next, grouping.whole);
      return [{ witness: isAi ? "AI" : "human", group, step: index, ...share(passes, n) }];
    }),
  );
  const n = sumOf(rows, (row) => row.n);
  return {
    name: grouping.name,
    title: grouping.title,
    says:
      n === 0
        ? "No game fits."
        : `${plural(n, "guess", "guesses")}, about people and about AI apart; where the curves part, detectives could have told them.`,
    n,
    formula: grouping.formula,
    source: WILSON,
    columns: [
      { key: "witness", label: "Witness", as: "text" },
      { key: "group", label: grouping.axis, as: "text" },
      ...SHARE_COLUMNS("Judged human", "Pass rate"),
    ],
    rows: rows.map(({ witness, group, n, count, rate, low, high }) => ({
      ...{ witness, group, n, count, rate, low, high },
    })),
    plot: {
      kind: "curve",
      xAxis: grouping.axis,
      yAxis: "Judged human, %",
      x: {
        domain: [-0.5, grouping.from.length - 0.5],
        ticks: grouping.from.map((from, at) => ({
          at,
          label: groupName(from, grouping.from[at + 1] ?? Infinity, grouping.whole),
        })),
      },
      y: SHARES,
      reference: "half",
      series: [false, true].map((isAi) => ({
        label: isAi ? "AI" : "human",
        shape: isAi ? 1 : 0,
        points: rows
          .filter(({ witness }) => witness === (isAi ? "AI" : "human"))
          .map(({ step, rate, low, high, n }) => ({
            ...{ x: step + (isAi ? 0.08 : -0.08), y: rate, low, high, n },
          })),
      })),
    },
  };
}

function groupName(from: number, next: number, whole: boolean): string {
  if (next === Infinity) return `${from}+`;
  if (!whole) return `${from}–${next}`;
  return next === from + 1 ? `${from}` : `${from}–${next - 1}`;
}
