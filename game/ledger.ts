import { INITIAL_RATING, type Rating } from "./rating.ts";
import {
  type Ladder,
  type Period,
  periodsOf,
  ratingAfter,
  type RatingsOf,
  type Scope,
  scopesOf,
} from "./rating-periods.ts";
import type { Judgement } from "./scoring.ts";
import {
  type Board,
  type CountedGame,
  countedGames,
  type Window,
  windowStart,
} from "./standings.ts";
import { wilson } from "./statistics.ts";

/** A rated match as the books enter it. */
export interface ScoredMatch {
  slug: string;
  /** Place in the order of scoring. */
  seq: number;
  /** Epoch milliseconds. */
  endedAt: number;
  judgements: readonly Judgement[];
  /** The ratings that a subject was seated with. */
  seatedWith: (subjectId: string) => RatingsOf;
}

export interface RatingEntry {
  subjectId: string;
  ladder: Ladder;
  scope: Scope;
  rating: Rating;
  /** Matches, one a period. */
  games: number;
  seq: number;
}

export interface Standing {
  board: Board;
  window: Window;
  windowStart: string;
  scope: Scope;
  subjectId: string;
  games: number;
  correct: number;
  /** Distinct partners, counted in the window `all`; 0 elsewhere. */
  partners: number;
  rating: number;
  ratingDeviation: number;
  /** What the board sorts and ranks by. */
  lower: number;
  upper: number;
}

export interface Meeting {
  board: Board;
  scope: Scope;
  subjectId: string;
  partnerId: string;
}

/**
 * Ratings and standings with the matches entered so far. Entering the same matches in the same
 * order gives the same books, whether one at a time as they are scored or all at once in a rebuild.
 */
export interface Ledger {
  ratings: Map<string, RatingEntry>;
  standings: Map<string, Standing>;
  meetings: Map<string, Meeting>;
}

const WINDOWS = ["day", "week", "all"] as const satisfies Window[];
const LADDER_OF = {
  detectives: "skill",
  witnesses: "humanness",
  personas: "humanness",
} as const satisfies Record<Board, Ladder>;

export function emptyLedger(): Ledger {
  return { ratings: new Map(), standings: new Map(), meetings: new Map() };
}

type RatingKey = Pick<RatingEntry, "subjectId" | "ladder" | "scope">;
type StandingKey = Pick<Standing, "board" | "window" | "windowStart" | "scope" | "subjectId">;

export function ratingKey({ subjectId, ladder, scope }: RatingKey): string {
  return [subjectId, ladder, scope].join(" ");
}

export function standingKey(key: StandingKey): string {
  return [key.board, key.window, key.windowStart, key.scope, key.subjectId].join(" ");
}

export function meetingKey({ board, scope, subjectId, partnerId }: Meeting): string {
  return [board, scope, subjectId, partnerId].join(" ");
}

/**
 * Enters a rated match.
 * @param only enters what concerns these subjects; everybody where left out.
 */
export function enterMatch(ledger: Ledger, match: ScoredMatch, only?: ReadonlySet<string>): void {
  const concerns = ({ subjectId }: { subjectId: string }) => only?.has(subjectId) ?? true;
  const periods = periodsOf(match.judgements, match.seatedWith, match.slug);
  for (const period of periods.filter(concerns)) enterPeriod(ledger, period, match.seq);
  for (const game of countedGames(match.judgements).filter(concerns))
    for (const scope of scopesOf(match.slug)) {
      const met = enterMeeting(ledger, game, scope);
      for (const window of WINDOWS) enterGame(ledger, game, scope, window, match.endedAt, met);
    }
}

function enterPeriod({ ratings }: Ledger, period: Period, seq: number): void {
  const { subjectId, ladder, scope } = period;
  const key = ratingKey(period);
  const before = ratings.get(key);
  const rating = ratingAfter(before?.rating ?? INITIAL_RATING, period);
  ratings.set(key, { subjectId, ladder, scope, rating, games: (before?.games ?? 0) + 1, seq });
}

/** @returns whether the subject meets this partner for the first time. */
function enterMeeting({ meetings }: Ledger, game: CountedGame, scope: Scope): boolean {
  const { board, subjectId, partnerId } = game;
  const meeting = { board, scope, subjectId, partnerId };
  const key = meetingKey(meeting);
  if (meetings.has(key)) return false;
  meetings.set(key, meeting);
  return true;
}

function enterGame(
  ledger: Ledger,
  game: CountedGame,
  scope: Scope,
  window: Window,
  endedAt: number,
  met: boolean,
): void {
  const { board, subjectId } = game;
  const place = { board, window, windowStart: windowStart(window, endedAt), scope, subjectId };
  const before = ledger.standings.get(standingKey(place));
  const games = (before?.games ?? 0) + 1;
  const correct = (before?.correct ?? 0) + (game.correct ? 1 : 0);
  const partners = (before?.partners ?? 0) + (met && window === "all" ? 1 : 0);
  const key = ratingKey({ subjectId, ladder: LADDER_OF[board], scope });
  const { rating, deviation } = ledger.ratings.get(key)?.rating ?? INITIAL_RATING;
  ledger.standings.set(standingKey(place), {
    ...place,
    games,
    correct,
    partners,
    rating,
    ratingDeviation: deviation,
    ...boundsOf(board, window, { rating, deviation, correct, games }),
  });
}

/** People over all time by rating ± 2 RD; personas and shorter windows by the Wilson interval. */
function boundsOf(
  board: Board,
  window: Window,
  at: { rating: number; deviation: number; correct: number; games: number },
): { lower: number; upper: number } {
  if (board !== "personas" && window === "all")
    return { lower: at.rating - 2 * at.deviation, upper: at.rating + 2 * at.deviation };
  const { low, high } = wilson(at.correct, at.games);
  return { lower: low, upper: high };
}
