import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Orm } from "./client.ts";
import { clearLedger, lockSubjects } from "./ledger-rows.ts";
import { replaySubjects } from "./replay.ts";
import { consents, sessions } from "./schema/accounts.ts";
import { tickets } from "./schema/lobby.ts";
import { matches, seats } from "./schema/matches.ts";
import { appeals, blocks, decisions } from "./schema/moderation.ts";
import { players } from "./schema/players.ts";
import { enrolments } from "./schema/research.ts";
import { endEnrolments } from "./studies/end.ts";
import type { Transaction } from "./transaction.ts";

interface Merge {
  guestId: string;
  into: string;
}

/** `replay` is a match with which the others who are concerned are replayed; null for none. */
export type Merged = { ok: true; replay: string | null } | { ok: false; code: "session/in-match" };

/**
 * Merges a guest's history into an account, in the transaction of the sign-in that has locked both
 * players. The account's ratings are derived anew at once; those whom the guest met are marked for
 * a replay. What must not change under a running match waits: then it is refused.
 */
export async function mergeGuest(transaction: Transaction, merge: Merge): Promise<Merged> {
  const { orm } = transaction;
  const { guestId, into } = merge;
  await lockSubjects(orm, [guestId, into]);
  const played = await matchesOf(orm, guestId);
  const busy = (await isBusy(orm, guestId)) || (played.length > 0 && (await isBusy(orm, into)));
  if (busy) return { ok: false, code: "session/in-match" };
  await moveSeats(orm, merge);
  await moveRows(orm, merge);
  await unrateShared(orm, merge, played);
  const due = await markForReplay(orm, played);
  await clearLedger(orm, [guestId]);
  if (due.length > 0) await replaySubjects(transaction, [into]);
  await orm.update(players).set({ mergedInto: into }).where(eq(players.id, guestId));
  await orm
    .update(sessions)
    .set({ endedAt: sql`clock_timestamp()`, endReason: "merged" })
    .where(and(eq(sessions.playerId, guestId), isNull(sessions.endedAt)));
  return { ok: true, replay: due[0] ?? null };
}

async function matchesOf(orm: Orm, playerId: string): Promise<string[]> {
  const rows = await orm
    .selectDistinct({ id: seats.matchId })
    .from(seats)
    .where(eq(seats.playerId, playerId));
  return rows.map(({ id }) => id);
}

/** Whether a player waits in the lobby or sits in a match that runs, left or not. */
async function isBusy(orm: Orm, playerId: string): Promise<boolean> {
  const { rows } = await orm.execute<{ busy: boolean }>(sql`
    select exists (select from tickets where player_id = ${playerId} and state = 'waiting')
      or exists (select from seats s join matches m on m.id = s.match_id
        where s.player_id = ${playerId} and m.phase in ('chatting', 'guessing')) as busy`);
  return rows[0]?.busy ?? false;
}

/** Moves seats, and who sits there by the match's own state; whoever read that before loses. */
async function moveSeats(orm: Orm, { guestId, into }: Merge): Promise<void> {
  await orm.execute(sql`
    update matches set version = version + 1, state = jsonb_set(state, '{participants}', (
      select jsonb_agg(case when one ->> 'playerId' = ${guestId}
        then jsonb_set(one, '{playerId}', to_jsonb(${into}::text)) else one end order by place)
      from jsonb_array_elements(state -> 'participants') with ordinality as all_of (one, place)))
    where id in (select match_id from seats where player_id = ${guestId})`);
  await orm.update(seats).set({ playerId: into }).where(eq(seats.playerId, guestId));
}

async function moveRows(orm: Orm, { guestId, into }: Merge): Promise<void> {
  const own = { playerId: into };
  await moveEnrolments(orm, { guestId, into });
  await orm.update(tickets).set(own).where(eq(tickets.playerId, guestId));
  await orm.update(decisions).set(own).where(eq(decisions.playerId, guestId));
  await orm.update(appeals).set(own).where(eq(appeals.playerId, guestId));
  await orm.execute(sql`
    insert into blocks (player_id, other_id, created_at)
    select case when player_id = ${guestId} then ${into}::uuid else player_id end,
      case when other_id = ${guestId} then ${into}::uuid else other_id end, created_at
    from blocks where (player_id = ${guestId} and other_id <> ${into})
      or (other_id = ${guestId} and player_id <> ${into})
    on conflict do nothing`);
  await orm.delete(blocks).where(sql`${guestId} in (${blocks.playerId}, ${blocks.otherId})`);
  await orm
    .update(consents)
    .set(own)
    .where(
      and(
        eq(consents.playerId, guestId),
        sql`${consents.version} not in (select version from consents where player_id = ${into})`,
      ),
    );
  await orm.delete(consents).where(eq(consents.playerId, guestId));
}

/** Of two parts in one version of an experiment, the guest's stays where it is, and has ended. */
async function moveEnrolments(orm: Orm, { guestId, into }: Merge): Promise<void> {
  await orm.execute(sql`
    update enrolments e set player_id = ${into} where e.player_id = ${guestId}
      and not exists (select from enrolments o where o.player_id = ${into}
        and o.experiment_version_id = e.experiment_version_id)`);
  const left = await orm
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(eq(enrolments.playerId, guestId));
  await endEnrolments(
    orm,
    left.map(({ id }) => id),
    "left",
  );
}

/** One person has held two seats of these matches. */
async function unrateShared(orm: Orm, { into }: Merge, played: readonly string[]): Promise<void> {
  if (played.length === 0) return;
  const shared = orm
    .select({ id: seats.matchId })
    .from(seats)
    .where(and(inArray(seats.matchId, [...played]), eq(seats.playerId, into), eq(seats.round, 1)))
    .groupBy(seats.matchId)
    .having(sql`count(*) > 1`);
  await orm
    .update(matches)
    .set({
      playersConnected: true,
      rated: sql`case when ${matches.rated} then false else ${matches.rated} end`,
      ratedReason: sql`case when ${matches.rated} then 'players-connected' else ${matches.ratedReason} end`,
      replayDue: sql`${matches.replayDue} or coalesce(${matches.rated}, false)`,
    })
    .where(inArray(matches.id, shared));
}

/** Whoever met the guest has met the account instead. */
async function markForReplay(orm: Orm, played: readonly string[]): Promise<string[]> {
  if (played.length === 0) return [];
  await orm
    .update(matches)
    .set({ replayDue: true })
    .where(
      and(inArray(matches.id, [...played]), eq(matches.rated, true), isNotNull(matches.scoredSeq)),
    );
  const due = await orm
    .select({ id: matches.id })
    .from(matches)
    .where(and(inArray(matches.id, [...played]), eq(matches.replayDue, true)));
  return due.map(({ id }) => id);
}
