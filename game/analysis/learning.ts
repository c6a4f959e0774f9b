import type { LearningCount } from "./counts.ts";
import {
  type Figure,
  share,
  SHARE_COLUMNS,
  SHARES,
  sumOf,
  WILSON,
  withInterval,
} from "./figure.ts";

/** The first game of each step: one by one to ten, then wider. */
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 21, 51, 101] as const;

/** Whether detectives get better: the share of right verdicts by games played. */
export function learning(counts: readonly LearningCount[]): Figure {
  const rows = STEPS.flatMap((from, index) => {
    const next = STEPS[index + 1];
    const inStep = counts.filter(({ game }) => game >= from && (next === undefined || game < next));
    const decided = sumOf(inStep, ({ n, draws }) => n - draws);
    if (decided === 0) return [];
    const correct = sumOf(inStep, (count) => count.correct);
    return [{ game: stepName(from, next), step: index, ...share(correct, decided) }];
  });
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    name: "learning",
    title: "Accuracy over games played",
    says:
      first && last
        ? `In game ${first.game} detectives are right in ${withInterval(first.rate, first.low, first.high)}, in game ${last.game} in ${withInterval(last.rate, last.low, last.high)}.`
        : "No guess has taken a side.",
    n: sumOf(rows, ({ n }) => n),
    formula:
      "right verdicts ÷ guesses that took a side, by the detective's games on this platform up to and with this one; Wilson 95 % interval.",
    source: WILSON,
    columns: [{ key: "game", label: "Game", as: "text" }, ...SHARE_COLUMNS("Right", "Accuracy")],
    rows: rows.map(({ game, n, count, rate, low, high }) => ({ game, n, count, rate, low, high })),
    plot: {
      kind: "curve",
      xAxis: "Games played",
      yAxis: "Right, %",
      x: {
        domain: [-0.5, Math.max(...rows.map(({ step }) => step), 1) + 0.5],
        ticks: rows.map(({ step, game }) => ({ at: step, label: game })),
      },
      y: SHARES,
      reference: "half",
      series: [
        {
          label: "right",
          shape: 0.5,
          points: rows.map(({ step, rate, low, high, n }) => ({ x: step, y: rate, low, high, n })),
        },
      ],
    },
  };
}

function stepName(from: number, next: number | undefined): string {
  if (next === undefined) return `${from}+`;
  return next === from + 1 ? `${from}` : `${from}–${next - 1}`;
}
