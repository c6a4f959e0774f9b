import { forcedChoiceDPrime, normalQuantile, signalDetection, wilson } from "../statistics.ts";
import type { WitnessCount } from "./counts.ts";
import { type Figure, plural, scaleOf, sumOf, withInterval } from "./figure.ts";

const Z_95 = 1.959964;

/**
 * d′ and c of yes-or-no guesses, over all and by arm, ruleset and persona version; a persona's hits
 * are set against the false alarms about all people. A forced choice has no bias to part from.
 */
export function detection(witnesses: readonly WitnessCount[]): Figure {
  const yesNo = witnesses.filter(({ forcedChoice }) => !forcedChoice);
  const people = yesNo.filter(({ isAi }) => !isAi);
  const rows = [
    detected("all", yesNo),
    ...split(yesNo, ({ arm }) => arm).map(([arm, counts]) => detected(`arm ${arm}`, counts)),
    ...split(yesNo, ({ ruleset }) => ruleset).map(([name, counts]) =>
      detected(`ruleset ${name}`, counts),
    ),
    ...split(yesNo, ({ persona }) => persona).map(([persona, counts]) =>
      detected(`persona ${persona}`, [...counts, ...people]),
    ),
  ].filter((row) => row !== null);
  const [all] = rows;
  return {
    name: "detection",
    title: "Telling AI from human",
    says: all
      ? `Detectives reach d′ ${all.dPrime.toFixed(3)} (${all.low.toFixed(2)}–${all.high.toFixed(2)}) with criterion c ${all.criterion.toFixed(3)}: above 0 they lean towards saying human.`
      : "There are no yes-or-no guesses about both AI and people.",
    n: all ? all.aiGames + all.humanGames : 0,
    formula:
      "H = (hits + 0.5) ÷ (AI games + 1), F = (false alarms + 0.5) ÷ (human games + 1); d′ = z(H) − z(F), c = −½(z(H) + z(F)); a hit is an AI called AI. Interval: ±1.96·√(H(1−H)/(nφ²(z(H))) + F(1−F)/(nφ²(z(F)))), n the corrected number of games.",
    source:
      "Hautus 1995, Behavior Research Methods 27; interval by Gourevitch & Galanter 1967, Psychometrika 32",
    columns: [
      { key: "group", label: "Games", as: "text" },
      { key: "aiGames", label: "AI games", as: "count" },
      { key: "hits", label: "Hits", as: "count" },
      { key: "humanGames", label: "Human games", as: "count" },
      { key: "falseAlarms", label: "False alarms", as: "count" },
      { key: "dPrime", label: "d′", as: "number" },
      { key: "low", label: "95 % from", as: "number" },
      { key: "high", label: "to", as: "number" },
      { key: "criterion", label: "c", as: "number" },
      { key: "criterionLow", label: "95 % from", as: "number" },
      { key: "criterionHigh", label: "to", as: "number" },
    ],
    rows,
    plot: {
      kind: "intervals",
      as: "number",
      axis: "d′",
      scale: scaleOf(rows.flatMap(({ low, high }) => [low, high])),
      reference: 0,
      marks: rows.map(({ group, dPrime, low, high }) => ({
        ...{ label: group, value: dPrime, low, high },
        shape: 0.5,
      })),
    },
  };
}

/** Groups by name, in order, without those that have none. */
function split<Row>(rows: readonly Row[], of: (row: Row) => string | null): [string, Row[]][] {
  const groups = [...Map.groupBy(rows, of)].flatMap<[string, Row[]]>(([name, group]) =>
    name === null ? [] : [[name, group]],
  );
  return groups.sort(([a], [b]) => (a < b ? -1 : 1));
}

function detected(group: string, counts: readonly WitnessCount[]) {
  const judged = (isAi: boolean) => {
    const about = counts.filter((count) => count.isAi === isAi);
    const calledAi = sumOf(about, ({ judgedAi }) => judgedAi);
    return { calledAi, n: calledAi + sumOf(about, (one) => one.judgedHuman + one.draws) };
  };
  const [ai, human] = [judged(true), judged(false)];
  const tallies = {
    ...{ hits: ai.calledAi, aiGames: ai.n },
    ...{ falseAlarms: human.calledAi, humanGames: human.n },
  };
  const found = signalDetection(tallies);
  if (!found) return null;
  const { dPrime, criterion, hitRate, falseAlarmRate } = found;
  const half = Z_95 * Math.sqrt(spread(hitRate, ai.n + 1) + spread(falseAlarmRate, human.n + 1));
  return {
    ...{ group, ...tallies, dPrime, low: dPrime - half, high: dPrime + half },
    ...{ criterion, criterionLow: criterion - half / 2, criterionHigh: criterion + half / 2 },
  };
}

/** The variance of z(rate), Gourevitch & Galanter 1967. */
function spread(rate: number, n: number): number {
  const density = Math.exp(-(normalQuantile(rate) ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return (rate * (1 - rate)) / (n * density ** 2);
}

/** How often the human is found among two witnesses. */
export function forcedChoice(witnesses: readonly WitnessCount[]): Figure {
  const chosen = witnesses.filter((count) => count.forcedChoice && !count.implied);
  const correct = sumOf(chosen, ({ isAi, judgedAi, judgedHuman }) =>
    isAi ? judgedAi : judgedHuman,
  );
  const n = sumOf(chosen, ({ judgedAi, judgedHuman }) => judgedAi + judgedHuman);
  const { rate, low, high } = wilson(correct, n);
  const finite = (share: number) => forcedChoiceDPrime(share * n, n) ?? 0;
  const row = rate === null ? null : { n, correct, rate, low, high };
  return {
    name: "forced-choice",
    title: "Choosing between two witnesses",
    says: row
      ? `Of ${plural(n, "choice")} between a human and an AI, ${withInterval(row.rate, low, high)} were right: d′ ${finite(row.rate).toFixed(3)} (${finite(low).toFixed(2)}–${finite(high).toFixed(2)}).`
      : "Nobody has chosen between two witnesses.",
    n,
    formula:
      "right choices ÷ choices that took a side, Wilson 95 % interval; d′ = √2·z(share right), its interval that of the share; all or none right count as half a game less.",
    source: "Macmillan & Creelman 2005, Detection Theory, ch. 7",
    columns: [
      { key: "n", label: "Choices", as: "count" },
      { key: "correct", label: "Right", as: "count" },
      { key: "rate", label: "Share right", as: "share" },
      { key: "low", label: "95 % from", as: "share" },
      { key: "high", label: "to", as: "share" },
      { key: "dPrime", label: "d′", as: "number" },
      { key: "dPrimeLow", label: "95 % from", as: "number" },
      { key: "dPrimeHigh", label: "to", as: "number" },
    ],
    rows: row
      ? [
          {
            ...row,
            ...{ dPrime: finite(row.rate), dPrimeLow: finite(low), dPrimeHigh: finite(high) },
          },
        ]
      : [],
    plot: row && {
      kind: "intervals",
      as: "number",
      axis: "d′",
      scale: scaleOf([finite(low), finite(high)]),
      reference: 0,
      marks: [
        {
          label: "all choices",
          ...{ value: finite(row.rate), low: finite(low), high: finite(high), shape: 0.5 },
        },
      ],
    },
  };
}
