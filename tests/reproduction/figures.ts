import { bradleyTerry } from "./bradley-terry.ts";
import { choiceDPrime, detection, mean, quantile, wilson } from "./formulas.ts";
import type { Game } from "./games.ts";

export type Cells = Record<string, string | number | null>;
export type Figures = Record<string, Cells[]>;

/** Every figure of the analysis page, from games alone: rows by the names of their cells. */
export function figuresFrom(games: readonly Game[]): Figures {
  const yesNo = games.filter(({ forcedChoice }) => !forcedChoice);
  return {
    "pass-rates": passRates(games, ({ isAi }) => kind(isAi)),
    "pass-rates-persona": passRates(games, ({ isAi, persona }) => (isAi ? persona : "human")),
    "pass-rates-model": passRates(games, ({ isAi, model }) => (isAi ? model : "human")),
    "pass-rates-ruleset": passRates(games, ({ isAi, ruleset }) => `${ruleset}, ${kind(isAi)}`),
    "pass-rates-arm": passRates(games, ({ isAi, arm }) => (arm ? `${arm}, ${kind(isAi)}` : null)),
    detection: [
      ...detected("all", yesNo),
      ...groups(yesNo, ({ arm }) => arm && `arm ${arm}`).flatMap(([name, of]) =>
        detected(name, of),
      ),
      ...groups(yesNo, ({ ruleset }) => `ruleset ${ruleset}`).flatMap(([name, of]) =>
        detected(name, of),
      ),
      ...groups(yesNo, ({ persona }) => persona && `persona ${persona}`).flatMap(([name, of]) =>
        detected(name, [...of, ...yesNo.filter(({ isAi }) => !isAi)]),
      ),
    ],
    confusion: [false, true].map((isAi) => {
      const about = games.filter((game) => game.isAi === isAi);
      const counts = {
        calledHuman: about.filter(({ pAi }) => pAi < 0.5).length,
        calledAi: about.filter(({ pAi }) => pAi > 0.5).length,
        draws: about.filter(({ pAi }) => pAi === 0.5).length,
      };
      return { witness: kind(isAi), ...counts, n: about.length };
    }),
    calibration: calibration(games),
    "bradley-terry": bradleyTerry(games),
    "forced-choice": forcedChoice(games.filter((game) => game.forcedChoice)),
    learning: learning(games),
    "decision-times": decisionTimes(games),
    messages: exchanges(games, ({ messages }) => messages, [0, 1, 3, 5, 9, 17, 33], true),
    delays: exchanges(games, ({ delay }) => delay, [0, 2, 4, 6, 8, 12, 16, 24, 32], false),
    reasons: reasons(games),
  };
}

const kind = (isAi: boolean) => (isAi ? "AI" : "human");

function groups(games: readonly Game[], of: (game: Game) => string | null): [string, Game[]][] {
  return [...Map.groupBy(games, of)].flatMap<[string, Game[]]>(([name, group]) =>
    name === null ? [] : [[name, group]],
  );
}

function share(count: number, n: number) {
  return { n, count, ...wilson(count, n) };
}

/** A choice between two witnesses says something of either. */
function passRates(games: readonly Game[], of: (game: Game) => string | null): Cells[] {
  const judgements = games.flatMap((game) =>
    game.forcedChoice ? [game, { ...game, isAi: !game.isAi, pAi: 1 - game.pAi }] : [game],
  );
  return groups(judgements, of).map(([witness, group]) => ({
    witness,
    ...share(group.filter(({ pAi }) => pAi < 0.5).length, group.length),
  }));
}

function detected(group: string, games: readonly Game[]): Cells[] {
  const [ai, human] = [games.filter(({ isAi }) => isAi), games.filter(({ isAi }) => !isAi)];
  if (ai.length === 0 || human.length === 0) return [];
  const hits = ai.filter(({ pAi }) => pAi > 0.5).length;
  const falseAlarms = human.filter(({ pAi }) => pAi > 0.5).length;
  const { dPrime, criterion, half } = detection(hits, ai.length, falseAlarms, human.length);
  return [
    {
      ...{
        group,
        aiGames: ai.length,
        hits,
        humanGames: human.length,
        falseAlarms,
        dPrime,
        criterion,
      },
      ...{ low: dPrime - half, high: dPrime + half },
      ...{ criterionLow: criterion - half / 2, criterionHigh: criterion + half / 2 },
    },
  ];
}

function calibration(games: readonly Game[]): Cells[] {
  const bins = groups(games, ({ pAi }) => {
    const bin = Math.min(Math.floor(pAi * 10 + 1e-9), 9);
    return `${bin / 10}–${(bin + 1) / 10}`;
  });
  const rows = bins.map(([bin, group]) => ({
    bin,
    meanPAi: mean(group.map(({ pAi }) => pAi)),
    ...share(group.filter(({ isAi }) => isAi).length, group.length),
  }));
  if (games.length === 0) return rows;
  const base = mean(games.map(({ isAi }) => Number(isAi)));
  const values = groups(games, ({ pAi }) => pAi.toFixed(9)).map(([, group]) => ({
    weight: group.length / games.length,
    said: group[0]?.pAi ?? NaN,
    so: mean(group.map(({ isAi }) => Number(isAi))),
  }));
  const total = (part: (value: (typeof values)[number]) => number) =>
    values.reduce((sum, value) => sum + value.weight * part(value), 0);
  const whole = {
    brier: mean(games.map(({ pAi, isAi }) => (pAi - Number(isAi)) ** 2)),
    reliability: total(({ said, so }) => (said - so) ** 2),
    resolution: total(({ so }) => (so - base) ** 2),
    uncertainty: base * (1 - base),
  };
  return [...rows, { bin: "all", n: games.length, ...whole }];
}

function forcedChoice(games: readonly Game[]): Cells[] {
  const decided = games.filter(({ pAi }) => pAi !== 0.5);
  const n = decided.length;
  if (n === 0) return [];
  const correct = decided.filter(({ pAi, isAi }) => pAi > 0.5 === isAi).length;
  const { rate, low, high } = wilson(correct, n);
  return [
    {
      ...{ n, correct, rate, low, high, dPrime: choiceDPrime(rate, n) },
      ...{ dPrimeLow: choiceDPrime(low, n), dPrimeHigh: choiceDPrime(high, n) },
    },
  ];
}

function learning(games: readonly Game[]): Cells[] {
  const step = (game: number) => {
    if (game <= 10) return `${game}`;
    if (game <= 20) return "11–20";
    if (game <= 50) return "21–50";
    return game <= 100 ? "51–100" : "101+";
  };
  const decided = games.filter(({ pAi }) => pAi !== 0.5);
  return groups(decided, ({ gameNumber }) => step(gameNumber)).map(([game, group]) => ({
    game,
    ...share(group.filter(({ pAi, isAi }) => pAi > 0.5 === isAi).length, group.length),
  }));
}

function decisionTimes(games: readonly Game[]): Cells[] {
  const sorts: [string, readonly Game[]][] = [
    ["all", games],
    ...groups(games, ({ pAi, isAi }) =>
      pAi === 0.5 ? null : `${pAi > 0.5 === isAi ? "right" : "wrong"} about ${kind(isAi)}`,
    ),
  ];
  return sorts.map(([group, of]) => {
    const at = (below: number) =>
      quantile(
        of.map(({ seconds }) => seconds),
        below,
      );
    const quantiles = { q5: at(0.05), q25: at(0.25), q50: at(0.5), q75: at(0.75), q95: at(0.95) };
    return { group, n: of.length, ...quantiles };
  });
}

function exchanges(
  games: readonly Game[],
  of: (game: Game) => number | null,
  from: readonly number[],
  whole: boolean,
): Cells[] {
  const name = (value: number) => {
    const at = from.findLastIndex((least) => least <= value);
    const [least = 0, next] = [from[at], from[at + 1]];
    if (next === undefined) return `${least}+`;
    if (!whole) return `${least}–${next}`;
    return next - least === 1 ? `${least}` : `${least}–${next - 1}`;
  };
  return [false, true].flatMap((isAi) =>
    groups(
      games.filter((game) => game.isAi === isAi),
      (game) => {
        const value = of(game);
        return value === null ? null : name(value);
      },
    ).map(([group, some]) => ({
      ...{ witness: kind(isAi), group },
      ...share(some.filter(({ pAi }) => pAi < 0.5).length, some.length),
    })),
  );
}

function reasons(games: readonly Game[]): Cells[] {
  const verdict = (pAi: number) => {
    if (pAi === 0.5) return "no side";
    return pAi > 0.5 ? "called AI" : "called human";
  };
  return groups(games, ({ isAi, pAi }) => `${kind(isAi)}, ${verdict(pAi)}`).map(([group, of]) => {
    const withReason = of.filter(({ hasReason }) => hasReason).length;
    const withTells = of.filter(({ tells }) => tells > 0).length;
    const tell = wilson(withTells, of.length);
    return {
      ...{ group, n: of.length, withReason, ...wilson(withReason, of.length), withTells },
      ...{ tellRate: tell.rate, tellLow: tell.low, tellHigh: tell.high },
      tells: of.reduce((sum, { tells }) => sum + tells, 0),
    };
  });
}
