import { z } from "zod";
import {
  type BoardEdge,
  type BoardPlace,
  type BoardRow,
  boardRows,
  countAbove,
  lowerBounds,
} from "../../db/queries/leaderboards.ts";
import { windowStart } from "../../game/standings.ts";
import { wilson } from "../../game/statistics.ts";
import type { Board, BoardWindow, LeaderboardPage } from "../api/schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

const ENTRIES_PER_PAGE = 50;

/** A day's or a week's board asks for this part of the games that the board of all time asks for. */
const SHORT_WINDOW_SHARE = 1 / 4;

export interface BoardQuery {
  window: BoardWindow;
  ruleset?: string;
  cursor?: string;
}

/** How long the bounds of a long board are kept. */
const KEPT_MS = 60_000;

type Context = Pick<AppLoadContext, "stores" | "env" | "memo" | "metrics">;

const edgeSchema = z.tuple([z.number(), z.uuid()]);

/** A page of a board. A cursor that no page has given is the board's beginning. */
export async function leaderboard(
  context: Context,
  board: Board,
  { window, ruleset, cursor }: BoardQuery,
): Promise<LeaderboardPage> {
  const stop = context.metrics.leaderboardSeconds.startTimer({ board, window });
  const least = minimums(window, context.env);
  const place = {
    board,
    window,
    windowStart: windowStart(window, Date.now()),
    scope: ruleset ?? "all",
    ...least,
  };
  const more = ENTRIES_PER_PAGE + 1;
  const edge = edgeOf(cursor);
  const found = await orUnavailable(boardRows(context.stores.reader, place, edge, more));
  const rows = found.slice(0, ENTRIES_PER_PAGE);
  const last = found.length > ENTRIES_PER_PAGE ? rows.at(-1) : undefined;
  const ranks = edge ? await orUnavailable(ranksOf(context, place, rows)) : ranksAmong(rows);
  stop();
  return {
    entries: rows.map((row) => entryOf(row, ranks.get(row.upper) ?? 1)),
    nextCursor: last ? cursorOf(last) : null,
    ...least,
  };
}

/** 1 + the entries whose lower bound beats an upper bound: on a first page all of them are at hand. */
function ranksAmong(rows: readonly BoardRow[]): Map<number, number> {
  const lowers = rows.map(({ lower }) => lower);
  return new Map(rows.map(({ upper }) => [upper, 1 + above(lowers, upper)]));
}

/**
 * The same for a later page, where they are counted. Where somebody was far down a long board,
 * it is in bounds that may be a minute old.
 */
async function ranksOf(
  { stores, memo }: Context,
  place: BoardPlace,
  rows: readonly BoardRow[],
): Promise<Map<number, number>> {
  const uppers = [...new Set(rows.map(({ upper }) => upper))].toSorted((a, b) => b - a);
  const key = `bounds ${JSON.stringify(place)}`;
  const known = memo.known<Float64Array>(key);
  const counted = known ? null : await countAbove(stores.reader, place, uppers);
  if (counted) return new Map(uppers.map((upper, index) => [upper, 1 + (counted[index] ?? 0)]));
  const bounds = await memo.keep(key, KEPT_MS, () => lowerBounds(stores.reader, place));
  return new Map(uppers.map((upper) => [upper, 1 + above(bounds, upper)]));
}

/** How many of some values, sorted from the greatest, are greater than a value. */
function above(sorted: ArrayLike<number>, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Partners are counted over all time only, so that a day asks for games alone. */
function minimums(window: BoardWindow, env: AppLoadContext["env"]) {
  const { LEADERBOARD_MIN_GAMES: games, LEADERBOARD_MIN_PARTNERS: minPartners } = env;
  if (window === "all") return { minGames: games, minPartners };
  return { minGames: Math.ceil(games * SHORT_WINDOW_SHARE), minPartners: 0 };
}

function entryOf(row: BoardRow, rank: number): LeaderboardPage["entries"][number] {
  const { name, guest, rating, ratingDeviation, games, correct } = row;
  const { rate, low, high } = wilson(correct, games);
  return {
    ...{ rank, name, guest, rating, ratingDeviation, games, correct },
    rate: rate ?? 0,
    rateLow: low,
    rateHigh: high,
  };
}

function cursorOf({ lower, subjectId }: BoardEdge): string {
  return Buffer.from(JSON.stringify([lower, subjectId])).toString("base64url");
}

function edgeOf(cursor: string | undefined): BoardEdge | null {
  if (!cursor) return null;
  try {
    const text = Buffer.from(cursor, "base64url").toString();
    const [lower, subjectId] = edgeSchema.parse(JSON.parse(text));
    return { lower, subjectId };
  } catch {
    return null;
  }
}
