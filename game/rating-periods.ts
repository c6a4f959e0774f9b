import type { Occupant } from "./match.ts";
import { judgementResults, type RatedGame, type Rating, updateRating } from "./rating.ts";
import type { Judgement } from "./scoring.ts";

/**
 * The ladders of the two zero-sum games that each judgement is: detective skill against the
 * witness's difficulty, and the witness's humanness against the detective's suspicion.
 */
export const LADDERS = ["skill", "difficulty", "humanness", "suspicion"] as const;
export type Ladder = (typeof LADDERS)[number];

/** `all`, or a ruleset's slug. */
export type Scope = string;

/** A subject's ratings by scope and ladder, as they stood when it was seated. */
export type RatingsOf = Record<Scope, Record<Ladder, Rating>>;

/** One subject's games of one match on one ladder: one Glicko-2 period. */
export interface Period {
  subjectId: string;
  ladder: Ladder;
  scope: Scope;
  games: RatedGame[];
}

/** Whom ratings and boards speak of: the player, or the persona whatever its version. */
export function subjectOf(occupant: Occupant): string {
  return occupant.kind === "human" ? occupant.playerId : occupant.personaId;
}

export function scopesOf(slug: string): Scope[] {
  return ["all", slug];
}

/**
 * The rating periods of a rated match. Opponents count with the ratings that they were seated with,
 * so that each subject's chain can be replayed alone.
 */
export function periodsOf(
  judgements: readonly Judgement[],
  seatedWith: (subjectId: string) => RatingsOf,
  slug: string,
): Period[] {
  const periods = new Map<string, Period>();
  const add = (subjectId: string, ladder: Ladder, scope: Scope, game: RatedGame) => {
    const key = `${subjectId} ${ladder} ${scope}`;
    const period = periods.get(key) ?? { subjectId, ladder, scope, games: [] };
    period.games.push(game);
    periods.set(key, period);
  };
  for (const { detective, witness, pAi, witnessIsAi } of judgements) {
    const [asker, told] = [subjectOf(detective), subjectOf(witness)];
    const result = judgementResults(pAi, witnessIsAi);
    for (const scope of scopesOf(slug)) {
      const play = (subjectId: string, ladder: Ladder, against: string, theirs: Ladder) => {
        const opponent = ratingIn(seatedWith(against), scope, theirs);
        add(subjectId, ladder, scope, { opponent, score: result[ladder] });
      };
      play(asker, "skill", told, "difficulty");
      play(told, "difficulty", asker, "skill");
      play(told, "humanness", asker, "suspicion");
      play(asker, "suspicion", told, "humanness");
    }
  }
  return [...periods.values()];
}

/** A subject's rating after a period. */
export function ratingAfter(before: Rating, period: Period): Rating {
  return updateRating(before, period.games);
}

function ratingIn(ratings: RatingsOf, scope: Scope, ladder: Ladder): Rating {
  const rating = ratings[scope]?.[ladder];
  if (!rating) throw new RangeError(`no ${ladder} rating in ${scope}`);
  return rating;
}
