import type { WitnessCount } from "./counts.ts";
import {
  type Figure,
  plural,
  share,
  SHARE_COLUMNS,
  SHARES,
  sumOf,
  WILSON,
  withInterval,
} from "./figure.ts";

interface Split {
  name: string;
  title: string;
  column: string;
  /** The group of a judgement; null where the split does not know it. */
  of: (count: WitnessCount) => string | null;
}

const who = ({ isAi }: WitnessCount) => (isAi ? "AI" : "human");
const within = (count: WitnessCount, group: string | null) =>
  group === null ? null : `${group}, ${who(count)}`;

const SPLITS: readonly Split[] = [
  { name: "pass-rates", title: "Who passes for human", column: "Witness", of: who },
  {
    name: "pass-rates-persona",
    title: "Pass rate by persona version",
    column: "Persona and version",
    of: ({ persona }) => persona ?? "human",
  },
  {
    name: "pass-rates-model",
    title: "Pass rate by model",
    column: "Model",
    of: ({ model }) => model ?? "human",
  },
  {
    name: "pass-rates-ruleset",
    title: "Pass rate by ruleset",
    column: "Ruleset, witness",
    of: (count) => within(count, count.ruleset),
  },
  {
    name: "pass-rates-arm",
    title: "Pass rate by arm",
    column: "Arm, witness",
    of: (count) => within(count, count.arm),
  },
];

/** The share of judgements in which a witness was judged human, by witness, model, protocol, arm. */
export function passRates(witnesses: readonly WitnessCount[]): Figure[] {
  return SPLITS.map((split) => passRatesBy(split, witnesses));
}

function passRatesBy({ name, title, column, of }: Split, all: readonly WitnessCount[]): Figure {
  const groups = Map.groupBy(all, of);
  const rows = [...groups].flatMap(([witness, counts]) =>
    witness === null ? [] : [{ witness, isAi: counts[0]?.isAi === true, ...shareOf(counts) }],
  );
  rows.sort((a, b) => Number(a.isAi) - Number(b.isAi) || b.rate - a.rate || order(a, b));
  return {
    name,
    title,
    says: sayAll(rows),
    n: sumOf(rows, ({ n }) => n),
    formula:
      "judged human ÷ judgements, judged human being pAi < 0.5; Wilson 95 % interval. A guess that says which of two witnesses is human is a judgement about either.",
    source: WILSON,
    columns: [
      { key: "witness", label: column, as: "text" },
      ...SHARE_COLUMNS("Judged human", "Pass rate"),
    ],
    rows: rows.map(({ witness, n, count, rate, low, high }) => ({
      ...{ witness, n, count, rate, low, high },
    })),
    plot: {
      kind: "intervals",
      as: "share",
      axis: "Judged human, %",
      scale: SHARES,
      reference: 0.5,
      marks: rows.map(({ witness, isAi, rate, low, high }) => ({
        ...{ label: witness, value: rate, low, high },
        shape: isAi ? 1 : 0,
      })),
    },
  };
}

const SAID = 3;

function sayAll(rows: readonly { witness: string; rate: number; low: number; high: number }[]) {
  if (rows.length === 0) return "No game fits.";
  const said = rows
    .slice(0, SAID)
    .map(({ witness, rate, low, high }) => `${witness} in ${withInterval(rate, low, high)}`);
  const more = rows.length > SAID ? `, and ${plural(rows.length - SAID, "group")} more` : "";
  return `Judged human: ${said.join(", ")}${more}.`;
}

const order = (a: { witness: string }, b: { witness: string }) => (a.witness < b.witness ? -1 : 1);

function shareOf(counts: readonly WitnessCount[]) {
  const passes = sumOf(counts, ({ judgedHuman }) => judgedHuman);
  return share(passes, passes + sumOf(counts, ({ judgedAi, draws }) => judgedAi + draws));
}
