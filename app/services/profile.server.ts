import type { Player } from "../../db/players.ts";
import {
  judgementsAbout,
  type ProfileJudgement,
  type ProfileRating,
  ratingsOf,
} from "../../db/queries/profiles.ts";
import { judgedAi } from "../../game/scoring.ts";
import {
  accuracy,
  brier,
  type Forecast,
  forcedChoiceDPrime,
  meanWithInterval,
  type Proportion,
  reliabilityCurve,
  signalDetection,
  wilson,
} from "../../game/statistics.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

export { type HistoryEntry, loadHistory } from "./history.server.ts";

export interface Interval {
  rate: number;
  low: number;
  high: number;
  n: number;
}

interface Mean {
  mean: number;
  low: number | null;
  high: number | null;
  n: number;
}

interface RatingShown {
  rating: number;
  deviation: number;
  games: number;
}

export interface Profile {
  handle: string;
  guest: boolean;
  since: string;
  detective: {
    games: number;
    accuracy: Interval | null;
    dPrime: number | null;
    criterion: number | null;
    brier: ReturnType<typeof brier>;
    calibration: ReturnType<typeof reliabilityCurve>;
    points: Mean | null;
    rating: RatingShown | null;
  };
  witness: {
    games: number;
    judgedHuman: Interval | null;
    points: Mean | null;
    rating: RatingShown | null;
  };
}

/** A player's own figures, from the raw rows of revealed matches. */
export async function loadProfile(
  { stores }: Pick<AppLoadContext, "stores">,
  player: Player,
): Promise<Profile> {
  const [judgements, ratings] = await orUnavailable(
    Promise.all([
      judgementsAbout(stores.database, player.id),
      ratingsOf(stores.database, player.id),
    ]),
  );
  const made = judgements.filter((judgement) => judgement.as === "detective");
  const received = judgements.filter((judgement) => judgement.as === "witness");
  return {
    handle: player.handle,
    guest: player.guest,
    since: player.createdAt.toISOString(),
    detective: {
      games: made.length,
      accuracy: intervalOf(accuracy(made)),
      ...sensitivity(made),
      brier: brier(made),
      calibration: reliabilityCurve(made),
      points: pointsOf(made),
      rating: ratingOn("skill", ratings),
    },
    witness: {
      games: received.length,
      judgedHuman: passRate(received),
      points: pointsOf(received),
      rating: ratingOn("humanness", ratings),
    },
  };
}

/** d′ of yes-or-no guesses; of choices between two only where a player made no others. */
function sensitivity(made: readonly ProfileJudgement[]) {
  const yesNo = made.filter(({ forcedChoice }) => !forcedChoice);
  if (yesNo.length === 0) {
    const { correct, n } = accuracy(made);
    return { dPrime: forcedChoiceDPrime(correct, n), criterion: null };
  }
  const judged = (isAi: boolean): Forecast[] => yesNo.filter((guess) => guess.isAi === isAi);
  const calledAi = (guesses: readonly Forecast[]) =>
    guesses.filter(({ pAi }) => judgedAi(pAi) === true).length;
  const [aiGames, humanGames] = [judged(true), judged(false)];
  const detection = signalDetection({
    hits: calledAi(aiGames),
    aiGames: aiGames.length,
    falseAlarms: calledAi(humanGames),
    humanGames: humanGames.length,
  });
  return { dPrime: detection?.dPrime ?? null, criterion: detection?.criterion ?? null };
}

/** The share of games in which a witness was judged human; a draw is not judged human. */
function passRate(received: readonly ProfileJudgement[]): Interval | null {
  const passed = received.filter(({ pAi }) => judgedAi(pAi) === false).length;
  return intervalOf({ ...wilson(passed, received.length), n: received.length });
}

function intervalOf({ rate, low, high, n }: Proportion & { n: number }): Interval | null {
  return rate === null ? null : { rate, low, high, n };
}

function pointsOf(judgements: readonly ProfileJudgement[]): Mean | null {
  const points = judgements.flatMap((judgement) => judgement.points ?? []);
  const { mean, low, high, n } = meanWithInterval(points);
  return mean === null ? null : { mean, low, high, n };
}

function ratingOn(
  ladder: ProfileRating["ladder"],
  ratings: readonly ProfileRating[],
): RatingShown | null {
  const found = ratings.find((rating) => rating.ladder === ladder);
  return found ? { rating: found.rating, deviation: found.deviation, games: found.games } : null;
}
