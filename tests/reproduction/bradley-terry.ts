import { draws, quantile } from "./formulas.ts";
import type { Game } from "./games.ts";

const HUMAN = "human";
const RESAMPLES = 400;

/** Wins of one witness over another, by `winner|loser`. */
type Wins = ReadonlyMap<string, number>;

/** β of each witness with people at 0, and percentiles over resampled detectives. */
export function bradleyTerry(games: readonly Game[]) {
  const detectives = [...Map.groupBy(games, ({ detective }) => detective).values()].map(winsOf);
  const decided = detectives.filter((wins) => wins.size > 0);
  const whole = added(decided);
  const strengths = fit(whole);
  const next = draws(20_260_101n);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    fit(added(decided.map(() => decided[Math.floor(next() * decided.length)] ?? new Map()))),
  );
  return [...strengths].map(([witness, strength]) => {
    const drawn = resampled.flatMap((one) => one.get(witness) ?? []);
    const [low, high] = [quantile(drawn, 0.025), quantile(drawn, 0.975)];
    const met = [...whole].filter(([pair]) => pair.split("|").includes(witness));
    return {
      ...{ witness, strength, strengthLow: low, strengthHigh: high },
      ...{ rate: chance(strength), low: chance(low), high: chance(high) },
      n: met.reduce((sum, [, won]) => sum + won, 0),
    };
  });
}

/** That a witness of this strength is taken for the human, and not the human. */
const chance = (strength: number) => 1 / (1 + Math.exp(-strength));

function winsOf(games: readonly Game[]): Wins {
  const wins = new Map<string, number>();
  const strata = [
    games.filter(({ forcedChoice, pAi }) => !forcedChoice && pAi !== 0.5).map(judgement),
    ...games.filter(({ forcedChoice, pAi }) => forcedChoice && pAi !== 0.5).map(bothOf),
  ];
  for (const stratum of strata)
    for (const winner of stratum.filter(({ human }) => human))
      for (const loser of stratum.filter(({ human }) => !human)) {
        if (winner.witness === loser.witness) continue;
        const pair = `${winner.witness}|${loser.witness}`;
        wins.set(pair, (wins.get(pair) ?? 0) + 1 / (stratum.length - 1));
      }
  return wins;
}

const judgement = ({ isAi, persona, pAi }: Game) => ({
  witness: isAi ? (persona ?? "") : HUMAN,
  human: pAi < 0.5,
});

const bothOf = (game: Game) => [
  judgement(game),
  judgement({ ...game, isAi: !game.isAi, pAi: 1 - game.pAi }),
];

function added(all: readonly Wins[]): Wins {
  const sum = new Map<string, number>();
  for (const wins of all) for (const [pair, won] of wins) sum.set(pair, (sum.get(pair) ?? 0) + won);
  return sum;
}

/** Coordinate-wise Newton ascent on the likelihood, half a win added each way to who met. */
function fit(wins: Wins): Map<string, number> {
  const names = linkedToHuman(wins);
  const beta = new Map(names.map((name) => [name, 0]));
  for (let round = 0; round < 5000; round++) {
    let largest = 0;
    for (const one of names) {
      if (one === HUMAN) continue;
      let [slope, curve] = [0, 0];
      for (const other of names) {
        const [won, lost] = [wins.get(`${one}|${other}`) ?? 0, wins.get(`${other}|${one}`) ?? 0];
        if (won + lost === 0) continue;
        const p = 1 / (1 + Math.exp((beta.get(other) ?? 0) - (beta.get(one) ?? 0)));
        slope += won + 0.5 - (won + lost + 1) * p;
        curve += (won + lost + 1) * p * (1 - p);
      }
      if (curve === 0) continue;
      const step = Math.max(-1, Math.min(1, slope / curve));
      beta.set(one, (beta.get(one) ?? 0) + step);
      largest = Math.max(largest, Math.abs(step));
    }
    if (largest < 1e-12) break;
  }
  return beta;
}

function linkedToHuman(wins: Wins): string[] {
  const pairs = [...wins.keys()].map((pair) => pair.split("|"));
  const linked = new Set([HUMAN]);
  for (const name of linked)
    for (const pair of pairs) if (pair.includes(name)) pair.forEach((other) => linked.add(other));
  return linked.size < 2 ? [] : [...linked];
}
