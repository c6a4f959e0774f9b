import { eq, sql } from "drizzle-orm";
import { collusionHints } from "../game/collusion.ts";
import { type Flag, flagsIn, type SaidLine } from "../game/flagging.ts";
import type { Match } from "../game/match.ts";
import { FLAG_PRIORITY } from "../game/priorities.ts";
import { utter } from "../game/utterance.ts";
import type { Orm } from "./client.ts";
import { noteTalks } from "./game-talks.ts";
import { loadMatch } from "./match-rows.ts";
import { openCase } from "./open-case.ts";
import { pairFacts } from "./queries/collusion.ts";
import { recount } from "./recount.ts";
import { guesses, matches, messages, seats } from "./schema/matches.ts";
import { flags } from "./schema/moderation.ts";
import type { Stores } from "./stores.ts";
import { inTransaction, Rollback, type Transaction } from "./transaction.ts";

/**
 * Reads a revealed match for the moderators: flags what its rules find, opens a case where a part
 * of it is grave, and takes it out of the ratings where two seem to play together. Once a match, so
 * that the analysis has what was said noted here, too.
 */
export async function flagMatch(stores: Stores, matchId: string): Promise<void> {
  const loaded = await loadMatch(stores, matchId);
  if (loaded?.match.phase !== "revealed") return;
  const { match } = loaded;
  const changed = await inTransaction(stores.database, async (transaction) => {
    const { orm } = transaction;
    await claim(orm, matchId);
    const hints = await hintsOf(transaction, match);
    const found = [
      ...flagsIn(
        [...(await saidIn(orm, matchId)), ...(await reasonsIn(orm, matchId))],
        await saidEarlier(orm, matchId),
      ),
      ...hints,
    ];
    await storeFlags(orm, matchId, found);
    await noteTalks(orm, matchId);
    await openFor(orm, matchId, [...graveIn(found), ...(await refusedIn(orm, matchId))]);
    return hints.length > 0 && (await recount(transaction, match));
  });
  if (changed) stores.queues.enqueue("replay-ratings", { matchId }, { jobId: matchId });
}

/** Stores what a moderation model found; a message has one flag of that kind. */
export async function addFlags(
  { database }: Pick<Stores, "database">,
  matchId: string,
  found: readonly Flag[],
): Promise<void> {
  await inTransaction(database, async ({ orm }) => {
    const stored = await storeFlags(orm, matchId, found);
    if (stored > 0) await openFor(orm, matchId, graveIn(found));
  });
}

/** The messages of a match that has been played. */
export async function saidIn(orm: Orm, matchId: string): Promise<SaidLine[]> {
  return orm
    .select({ id: messages.id, seatId: messages.seatId, body: messages.body })
    .from(messages)
    .where(eq(messages.matchId, matchId))
    .orderBy(messages.seq);
}

async function reasonsIn(orm: Orm, matchId: string): Promise<SaidLine[]> {
  const rows = await orm
    .select({ seatId: guesses.bySeatId, reason: guesses.reason })
    .from(guesses)
    .where(eq(guesses.matchId, matchId))
    .orderBy(guesses.createdAt, guesses.id);
  return rows.flatMap(({ seatId, reason }) =>
    reason ? [{ id: null, seatId, body: utter(reason).body }] : [],
  );
}

/** Revealed matches that no job has read, the oldest first. */
export async function unflaggedMatches(
  { database }: Pick<Stores, "database">,
  overdueMs: number,
): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>({
    name: "unflagged-matches",
    text: `select id from matches
           where phase = 'revealed' and flagged_at is null
             and ended_at < clock_timestamp() - make_interval(secs => $1)
           order by ended_at limit 100`,
    values: [overdueMs / 1000],
  });
  return rows.map(({ id }) => id);
}

async function claim(orm: Orm, matchId: string): Promise<void> {
  const [mine] = await orm
    .update(matches)
    .set({ flaggedAt: sql`clock_timestamp()` })
    .where(sql`${matches.id} = ${matchId} and ${matches.flaggedAt} is null`)
    .returning({ id: matches.id });
  if (!mine) throw new Rollback();
}

/** By seat, what its player wrote in other matches within a day before this one's end. */
async function saidEarlier(orm: Orm, matchId: string): Promise<Map<string, string[]>> {
  const { rows } = await orm.execute<{ seat_id: string; body: string }>(sql`
    select mine.id as seat_id, said.body
    from ${seats} mine
    join ${matches} m on m.id = mine.match_id
    join ${seats} other on other.player_id = mine.player_id and other.match_id <> mine.match_id
      and other.created_at > m.ended_at - interval '1 day' and other.created_at < m.ended_at
    join ${messages} said on said.seat_id = other.id
    where mine.match_id = ${matchId} limit 10000`);
  const bySeat = Map.groupBy(rows, (row) => row.seat_id);
  return new Map([...bySeat].map(([seatId, lines]) => [seatId, lines.map(({ body }) => body)]));
}

async function hintsOf({ client }: Transaction, match: Match): Promise<Flag[]> {
  const people = match.participants.flatMap((one) => (one.kind === "human" ? [one.playerId] : []));
  const found: Flag[] = [];
  for (const [index, a] of people.entries())
    for (const b of people.slice(index + 1)) {
      const facts = await pairFacts(client, { matchId: match.id, players: [a, b] });
      found.push(...collusionHints(facts).map(collusionFlag));
    }
  return found;
}

/** A household plays at one address: that alone is nothing for a moderator to decide. */
function collusionFlag(detail: Flag["detail"]): Flag {
  const grave = detail.rule !== "same-address";
  return { kind: "collusion", seatId: null, messageId: null, detail, grave };
}

/** @returns how many were new. */
async function storeFlags(orm: Orm, matchId: string, found: readonly Flag[]): Promise<number> {
  if (found.length === 0) return 0;
  const rows = found.map(({ kind, seatId, messageId, detail }) => ({
    ...{ matchId, kind, seatId, messageId, detail },
  }));
  const stored = await orm
    .insert(flags)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: flags.id });
  return stored.length;
}

function graveIn(found: readonly Flag[]): Flag["kind"][] {
  return found.filter(({ grave }) => grave).map(({ kind }) => kind);
}

/** Slurs and threats that were refused before delivery count as much as if they had been said. */
async function refusedIn(orm: Orm, matchId: string): Promise<("slur" | "threat")[]> {
  const rows = await orm
    .select({ kind: flags.kind })
    .from(flags)
    .where(sql`${flags.matchId} = ${matchId} and ${flags.refusedText} is not null`);
  return rows.flatMap(({ kind }) => (kind === "slur" || kind === "threat" ? [kind] : []));
}

async function openFor(orm: Orm, matchId: string, kinds: readonly Flag["kind"][]): Promise<void> {
  if (kinds.length === 0) return;
  await openCase(orm, matchId, Math.max(...kinds.map((kind) => FLAG_PRIORITY[kind])));
}
