import { createRandom } from "../random.ts";
import type { ClusterCount } from "./counts.ts";
import { type Figure, SHARES, sumOf, withInterval } from "./figure.ts";
import { Contests } from "./contests.ts";

const HUMAN = "human";
const RESAMPLES = 200;
/** Detectives beyond this number are resampled in groups of equal size. */
const MOST_CLUSTERS = 1000;
/** Fixed, so that the same games always give the same intervals. */
const SEED = "9f1c0a5e7b3d4826a1c4e98d20f7b356";

/**
 * How readily each witness is taken for human, on one scale: a Bradley–Terry model of pairs of
 * witnesses whom the same detective judged differently, which leaves the detective's own leaning
 * out. People are the zero of the scale. Intervals come from resampling detectives whole.
 */
export function bradleyTerry(counts: readonly ClusterCount[]): Figure {
  const witnesses = [...new Set(counts.map(nameOf))].sort(humanFirst);
  const clusters = grouped(clustersOf(counts, witnesses));
  const whole = Contests.sum(clusters, witnesses.length);
  const strengths = whole.strengths();
  const spread = strengths ? resampled(clusters, witnesses.length) : [];
  const rows = witnesses.flatMap((witness, index) => {
    const strength = strengths?.[index];
    if (strength === undefined || strength === null) return [];
    const drawn = (spread[index] ?? []).toSorted((a, b) => a - b);
    const [low, high] = [percentile(drawn, 0.025), percentile(drawn, 0.975)];
    const own = { strength, strengthLow: low, strengthHigh: high };
    return [
      {
        ...{ witness, n: whole.met(index), ...own, rate: logistic(strength) },
        ...{ low: logistic(low), high: logistic(high) },
      },
    ];
  });
  const best = rows.filter(({ witness }) => witness !== HUMAN).toSorted(byStrength)[0];
  return {
    name: "bradley-terry",
    title: "More human than human",
    says: best
      ? `Of two witnesses whom a detective judges differently, one human and one ${best.witness}, the latter is taken for the human in ${withInterval(best.rate, best.low, best.high)}.`
      : "No detective has judged two kinds of witnesses differently.",
    n: sumOf(counts, ({ judgedHuman, judgedAi }) => judgedHuman + judgedAi),
    formula: `P(i is taken for human, j is not | one of them is) = 1 ÷ (1 + exp(βⱼ − βᵢ)), β of people 0. A detective's n games count hᵢ·aⱼ ÷ (n − 1) wins of i over j (hᵢ games of i judged human, aⱼ of j judged AI); each choice between two witnesses is one win. Half a win each way is added to every pair that met. Interval: 2.5–97.5 percentiles over ${RESAMPLES} resamples of detectives.`,
    source:
      "Bradley & Terry 1952, Biometrika 39; Zwinderman 1995 on pairwise conditioning; clustered bootstrap",
    columns: [
      { key: "witness", label: "Witness", as: "text" },
      { key: "n", label: "Contests", as: "number" },
      { key: "strength", label: "β", as: "number" },
      { key: "strengthLow", label: "95 % from", as: "number" },
      { key: "strengthHigh", label: "to", as: "number" },
      { key: "rate", label: "Taken for human against a human", as: "share" },
      { key: "low", label: "95 % from", as: "share" },
      { key: "high", label: "to", as: "share" },
    ],
    rows,
    plot: rows.length < 2 ? null : plotOf(rows),
  };
}

interface Row {
  witness: string;
  strength: number;
  rate: number;
  low: number;
  high: number;
}

function plotOf(rows: readonly Row[]): Figure["plot"] {
  return {
    kind: "intervals",
    as: "share",
    axis: "Taken for human against a human, %",
    scale: SHARES,
    reference: 0.5,
    marks: rows.toSorted(byStrength).map(({ witness, rate, low, high }) => ({
      ...{ label: witness, value: rate, low, high },
      shape: witness === HUMAN ? 0 : 1,
    })),
  };
}

const byStrength = (a: Row, b: Row) => b.strength - a.strength;
const nameOf = ({ persona }: ClusterCount) => persona ?? HUMAN;
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

function humanFirst(a: string, b: string): number {
  if (a === HUMAN || b === HUMAN) return a === HUMAN ? -1 : 1;
  return a < b ? -1 : 1;
}

/** What each detective's games say, in the order of their numbers. */
function clustersOf(counts: readonly ClusterCount[], witnesses: readonly string[]): Contests[] {
  const clusters = Map.groupBy(counts, ({ cluster }) => cluster);
  return [...clusters]
    .sort(([a], [b]) => a - b)
    .map(([, of]) => {
      const contests = new Contests(witnesses.length);
      for (const stratum of Map.groupBy(of, (one) => one.stratum).values())
        contests.addStratum(
          stratum.map((one) => ({ ...one, witness: witnesses.indexOf(nameOf(one)) })),
        );
      return contests;
    });
}

function grouped(clusters: readonly Contests[]): readonly Contests[] {
  if (clusters.length <= MOST_CLUSTERS) return clusters;
  const size = clusters[0]?.size ?? 0;
  const groups = Map.groupBy(clusters.entries(), ([index]) => index % MOST_CLUSTERS);
  return [...groups.values()].map((group) =>
    Contests.sum(
      group.map(([, contests]) => contests),
      size,
    ),
  );
}

/** Strengths by witness, of as many resamples as have them. */
function resampled(clusters: readonly Contests[], size: number): number[][] {
  const random = createRandom(SEED, "bradley-terry");
  const drawn = Array.from({ length: size }, (): number[] => []);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const sample = clusters.map(() => random.pick(clusters));
    const strengths = Contests.sum(sample, size).strengths();
    for (const [index, strength] of (strengths ?? []).entries())
      if (strength !== null) drawn[index]?.push(strength);
  }
  return drawn;
}

/** A type 7 percentile of sorted values; 0 without any. */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? 0 : below + (above - below) * (place % 1);
}
