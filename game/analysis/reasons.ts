import type { ReasonCount } from "./counts.ts";
import { type Figure, percent, share, SHARES, sumOf } from "./figure.ts";

/** How often guesses come with a reason or with tells, by witness and verdict. */
export function reasons(counts: readonly ReasonCount[]): Figure {
  const rows = [false, true].flatMap((isAi) =>
    [false, true, null].flatMap((judgedAi) => {
      const of = counts.filter((one) => one.isAi === isAi && one.judgedAi === judgedAi);
      const n = sumOf(of, (one) => one.n);
      if (n === 0) return [];
      const group = `${isAi ? "AI" : "human"}, ${verdict(judgedAi)}`;
      const withReason = sumOf(of, (one) => one.withReason);
      const { rate, low, high } = share(withReason, n);
      const marked = share(
        sumOf(of, (one) => one.withTells),
        n,
      );
      const tells = sumOf(of, (one) => one.tells);
      return [
        {
          ...{ group, n, withReason, rate, low, high },
          ...{ withTells: marked.count, tellRate: marked.rate },
          ...{ tellLow: marked.low, tellHigh: marked.high, tells },
        },
      ];
    }),
  );
  const n = sumOf(rows, (row) => row.n);
  const given = (value: (row: (typeof rows)[number]) => number) => percent(sumOf(rows, value) / n);
  return {
    name: "reasons",
    title: "Reasons and tells",
    says:
      n === 0
        ? "There are no guesses."
        : `${given((row) => row.withReason)} of the guesses come with a reason, ${given((row) => row.withTells)} mark a message as a tell.`,
    n,
    formula:
      "guesses with a reason (or with at least one tell) ÷ guesses, Wilson 95 % interval; tells are the messages marked.",
    source: "counts",
    columns: [
      { key: "group", label: "Witness, verdict", as: "text" },
      { key: "n", label: "n", as: "count" },
      { key: "withReason", label: "With a reason", as: "count" },
      { key: "rate", label: "Share", as: "share" },
      { key: "low", label: "95 % from", as: "share" },
      { key: "high", label: "to", as: "share" },
      { key: "withTells", label: "With a tell", as: "count" },
      { key: "tellRate", label: "Share", as: "share" },
      { key: "tellLow", label: "95 % from", as: "share" },
      { key: "tellHigh", label: "to", as: "share" },
      { key: "tells", label: "Tells", as: "count" },
    ],
    rows,
    plot: {
      kind: "intervals",
      as: "share",
      axis: "Guesses, %",
      scale: SHARES,
      reference: null,
      marks: rows.flatMap((row) => {
        const shape = row.group.startsWith("AI") ? (1 as const) : (0 as const);
        const { rate, low, high, tellRate, tellLow, tellHigh } = row;
        return [
          { label: `${row.group}: reason`, value: rate, low, high, shape },
          { label: `${row.group}: tell`, value: tellRate, low: tellLow, high: tellHigh, shape },
        ];
      }),
    },
  };
}

function verdict(judgedAi: boolean | null): string {
  if (judgedAi === null) return "no side";
  return judgedAi ? "called AI" : "called human";
}
