import type { WitnessCount } from "./counts.ts";
import { type Figure, percent, sumOf } from "./figure.ts";

/** Truth against verdict, over guesses as they were stated. */
export function confusion(witnesses: readonly WitnessCount[]): Figure {
  const stated = witnesses.filter(({ implied }) => !implied);
  const rows = [false, true].map((isAi) => {
    const about = stated.filter((count) => count.isAi === isAi);
    const counted = {
      calledHuman: sumOf(about, ({ judgedHuman }) => judgedHuman),
      calledAi: sumOf(about, ({ judgedAi }) => judgedAi),
      draws: sumOf(about, ({ draws }) => draws),
    };
    const n = counted.calledHuman + counted.calledAi + counted.draws;
    return { witness: isAi ? "AI" : "human", ...counted, n };
  });
  const n = sumOf(rows, (row) => row.n);
  const right = (rows[0]?.calledHuman ?? 0) + (rows[1]?.calledAi ?? 0);
  return {
    name: "confusion",
    title: "What was said, and what was so",
    says:
      n === 0
        ? "There are no guesses."
        : `${percent(right / n)} of the guesses named their witness rightly; ${percent(sumOf(rows, ({ draws }) => draws) / n)} took no side.`,
    n,
    formula:
      "guesses counted by what the witness was and by the verdict: pAi < 0.5 human, > 0.5 AI, 0.5 no side. Choices between two witnesses count once, as stated.",
    source: "counts",
    columns: [
      { key: "witness", label: "Witness", as: "text" },
      { key: "calledHuman", label: "Called human", as: "count" },
      { key: "calledAi", label: "Called AI", as: "count" },
      { key: "draws", label: "No side", as: "count" },
      { key: "n", label: "n", as: "count" },
    ],
    rows,
    plot: {
      kind: "matrix",
      rows: ["human", "AI"],
      columns: ["called human", "called AI", "no side"],
      counts: rows.map(({ calledHuman, calledAi, draws }) => [calledHuman, calledAi, draws]),
    },
  };
}
