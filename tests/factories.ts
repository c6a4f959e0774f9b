import { eq } from "drizzle-orm";
import { createPlayer } from "../db/players.ts";
import { loadMatch } from "../db/match-rows.ts";
import { newestRuleset } from "../db/rulesets.ts";
import { matches } from "../db/schema/matches.ts";
import { rulesets } from "../db/schema/rulesets.ts";
import { tickets } from "../db/schema/lobby.ts";
import { openStores, type Stores } from "../db/stores.ts";
import { holdWaves } from "../db/waves.ts";
import { type Ruleset, rulesetSchema } from "../game/ruleset.ts";
import { currentRound, type Match, seatOf } from "../game/match.ts";
import { freshDatabase, redisPrefix } from "./stores.ts";

/** The stores as a process opens them, on a database of the test file's own. */
export async function testStores(timeScale = 1): Promise<Stores & { databaseUrl: string }> {
  const { url } = await freshDatabase();
  const redisUrl = process.env.TEST_REDIS_URL;
  if (!redisUrl) throw new Error("TEST_REDIS_URL is not set: run `npm test -- integration`.");
  const stores = openStores({
    databaseUrl: url,
    redisUrl,
    prefix: redisPrefix(),
    timeScale,
    listens: true,
    onError: () => undefined,
  });
  return { ...stores, databaseUrl: url };
}

let made = 0;

/** A ruleset like a published one, with some rules changed, under a slug of its own. */
export async function createRuleset(
  stores: Stores,
  base: string,
  changes: Partial<Ruleset> = {},
): Promise<Ruleset> {
  const stored = await newestRuleset(stores.database, base);
  if (!stored) throw new Error(`no ruleset ${base}`);
  made += 1;
  // Waves so close that each call of `seat` finds one of its own.
  const own = { slug: `${base}-${made}`, waveSeconds: 0.01 };
  const body = rulesetSchema.parse({ ...stored.ruleset, ...own, ...changes });
  const { slug, version, listed } = body;
  await stores.database.orm.insert(rulesets).values({ slug, version, listed, body });
  return body;
}

export function createPlayers(stores: Stores, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, index) => createPlayer(stores, `Player ${index + 1}`)),
  );
}

/** Seats players in one wave under a ruleset. */
export async function seat(
  stores: Stores,
  slug: string,
  playerIds: readonly string[],
  traces: { address?: string; device?: string } = {},
): Promise<Match[]> {
  const stored = await newestRuleset(stores.database, slug);
  if (!stored) throw new Error(`no ruleset ${slug}`);
  await stores.database.orm.insert(tickets).values(
    playerIds.map((playerId) => ({
      playerId,
      rulesetId: stored.id,
      state: "waiting" as const,
      ...traces,
    })),
  );
  // One wave length ahead: the tickets of just now belong to the next instant.
  const length = (stored.ruleset.waveSeconds * 1000) / stores.timeScale;
  await holdWaves(stores, Date.now() + length);
  const rows = await stores.database.orm
    .selectDistinct({ id: matches.id })
    .from(tickets)
    .innerJoin(matches, eq(matches.id, tickets.matchId))
    .where(eq(tickets.rulesetId, stored.id));
  const loaded = await Promise.all(rows.map(({ id }) => loadMatch(stores, id)));
  return loaded.flatMap((one) =>
    one?.match.participants.some((p) => p.kind === "human" && playerIds.includes(p.playerId)) &&
    one.match.phase === "chatting"
      ? [one.match]
      : [],
  );
}

/** A match of humans only under changed rules, and who sits in it in order of seats. */
export async function createDuel(
  stores: Stores,
  changes: Partial<Ruleset> = {},
  base = "quick-duel",
) {
  const ruleset = await createRuleset(stores, base, { aiShare: 0, ...changes });
  const players = await createPlayers(stores, 2);
  const [match] = await seat(
    stores,
    ruleset.slug,
    players.map(({ id }) => id),
  );
  if (!match) throw new Error("the wave opened no match");
  return { match, ruleset, players: players.map(({ id }) => id), ...places(match) };
}

export function places(match: Match) {
  const round = currentRound(match);
  const [conversation] = round.conversations;
  if (!conversation) throw new Error("a round without a conversation");
  const seatFor = (playerId: string) => {
    const index = match.participants.findIndex(
      (one) => one.kind === "human" && one.playerId === playerId,
    );
    return seatOf(round, index);
  };
  const humans = round.seats.flatMap((one) => {
    const participant = match.participants[one.occupant];
    return participant?.kind === "human" ? [{ ...one, playerId: participant.playerId }] : [];
  });
  return { round, conversationId: conversation.id, seatFor, humans };
}

/** Puts a match's clock back, as if so many milliseconds had passed. */
export async function letPass(stores: Stores, matchId: string, ms: number): Promise<void> {
  const loaded = await loadMatch(stores, matchId);
  if (!loaded) throw new Error(`no match ${matchId}`);
  const back = (at: number | null) => (at === null ? null : at - ms);
  const { participants, rounds, seq, endReason, deadlineAt } = loaded.match;
  const shifted = rounds.map((round) => ({
    ...round,
    openedAt: round.openedAt - ms,
    conversations: round.conversations.map((conversation) => ({
      ...conversation,
      turn: conversation.turn && {
        ...conversation.turn,
        deadlineAt: back(conversation.turn.deadlineAt),
      },
      spoken: Object.fromEntries(
        Object.entries(conversation.spoken).map(([label, spoken]) => [
          label,
          { ...spoken, lastAt: back(spoken.lastAt) },
        ]),
      ),
    })),
  }));
  await stores.database.orm
    .update(matches)
    .set({
      state: { participants, rounds: shifted, seq, endReason },
      deadlineAt: deadlineAt === null ? null : new Date(deadlineAt - ms),
    })
    .where(eq(matches.id, matchId));
}
