import { and, count, inArray } from "drizzle-orm";
import type { Match, Round, Seat } from "../game/match.ts";
import type { Database, Orm } from "./client.ts";
import { guesses, messages } from "./schema/matches.ts";

/** What a guess may say besides its probability. */
export interface GuessDetails {
  /** 0 to 1. */
  confidence?: number;
  reason?: string;
  /** Ids of messages that gave the partner away. */
  tells?: readonly string[];
}

interface GuessToStore extends GuessDetails {
  match: Match;
  round: Round;
  by: Seat;
  about: Seat;
  pAi: number;
  early: boolean;
  now: number;
}

export async function insertGuess(orm: Orm, guess: GuessToStore): Promise<void> {
  const { match, round, by, about, pAi, early, now } = guess;
  await orm.insert(guesses).values({
    matchId: match.id,
    roundId: round.id,
    bySeatId: by.id,
    aboutSeatId: about.id,
    pAi,
    confidence: guess.confidence ?? null,
    reason: guess.reason ?? null,
    tells: [...new Set(guess.tells ?? [])],
    early,
    decisionMs: Math.round(now - round.openedAt),
    sole: match.ruleset.topology !== "table",
    createdAt: new Date(now),
  });
}

/** Whether all these are messages of others in the seat's own conversations. */
export async function knownTells(
  { orm }: Database,
  round: Round,
  seat: Seat,
  tells: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(tells)];
  if (wanted.length === 0) return true;
  const mine = round.conversations.filter(({ seats }) => seats.includes(seat.label));
  const [found] = await orm
    .select({ count: count() })
    .from(messages)
    .where(
      and(
        inArray(messages.id, wanted),
        inArray(
          messages.conversationId,
          mine.map(({ id }) => id),
        ),
        inArray(
          messages.seatId,
          round.seats.filter((other) => other !== seat).map(({ id }) => id),
        ),
      ),
    );
  return found?.count === wanted.length;
}
