import { z } from "zod";
import { type BoardEdge, type BoardEntry, boardPage } from "../../db/queries/leaderboards.ts";
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

const edgeSchema = z.tuple([z.number(), z.uuid()]);

/** A page of a board. A cursor that no page has given is the board's beginning. */
export async function leaderboard(
  { stores, env }: Pick<AppLoadContext, "stores" | "env">,
  board: Board,
  { window, ruleset, cursor }: BoardQuery,
): Promise<LeaderboardPage> {
  const least = minimums(window, env);
  const place = {
    board,
    window,
    windowStart: windowStart(window, Date.now()),
    scope: ruleset ?? "all",
    ...least,
  };
  const more = ENTRIES_PER_PAGE + 1;
  const found = await orUnavailable(boardPage(stores.database, place, edgeOf(cursor), more));
  const entries = found.slice(0, ENTRIES_PER_PAGE);
  const last = found.length > ENTRIES_PER_PAGE ? entries.at(-1) : undefined;
  return { entries: entries.map(entryOf), nextCursor: last ? cursorOf(last) : null, ...least };
}

/** Partners are counted over all time only, so that a day asks for games alone. */
function minimums(window: BoardWindow, env: AppLoadContext["env"]) {
  const { LEADERBOARD_MIN_GAMES: games, LEADERBOARD_MIN_PARTNERS: minPartners } = env;
  if (window === "all") return { minGames: games, minPartners };
  return { minGames: Math.ceil(games * SHORT_WINDOW_SHARE), minPartners: 0 };
}

function entryOf(entry: BoardEntry): LeaderboardPage["entries"][number] {
  const { rank, name, guest, rating, ratingDeviation, games, correct } = entry;
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
