import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { DELETED_HANDLE, ERASED_WORDS } from "../game/retention.ts";
import { isAnotherAdmin } from "./admins.ts";
import { recordAudit } from "./audit.ts";
import type { Orm } from "./client.ts";
import { closeExperimentsOf } from "./experiments/turn.ts";
import { consents, identities, sessions } from "./schema/accounts.ts";
import { tickets } from "./schema/lobby.ts";
import { guesses, matches, messages, seats } from "./schema/matches.ts";
import { appeals, blocks, cases, flags, reports } from "./schema/moderation.ts";
import { players } from "./schema/players.ts";
import { apiKeys } from "./schema/research.ts";
import type { Stores } from "./stores.ts";
import { forgetParts } from "./studies/forget.ts";
import { inTransaction } from "./transaction.ts";

export interface Deletion {
  playerId: string;
  /** Whether what the player wrote in matches goes at once. */
  eraseMessages: boolean;
  requestId?: string;
}

export type Deleted = { ok: true } | { ok: false; code: "account/in-match" | "account/last-admin" };

/**
 * Takes the person out and leaves their matches under an id that names nobody, so that partners'
 * histories and ratings stay right. Doing it again changes nothing.
 */
export async function deletePlayer(stores: Stores, deletion: Deletion): Promise<Deleted> {
  const { playerId } = deletion;
  const done = await inTransaction(stores.database, async ({ orm }) => {
    const refusal = await standsInTheWay(orm, playerId);
    if (refusal) return refusal;
    // Whoever was merged into the player is the same person.
    const merged = await orm
      .select({ id: players.id })
      .from(players)
      .where(or(eq(players.id, playerId), eq(players.mergedInto, playerId)));
    const ids = merged.map(({ id }) => id);
    await removePerson(orm, ids);
    await forgetParts(orm, ids);
    await emptyWords(orm, ids, deletion.eraseMessages);
    await orm
      .update(players)
      .set({ handle: DELETED_HANDLE, guest: true, role: "player", deletedAt: sql`now()` })
      .where(and(inArray(players.id, ids), isNull(players.deletedAt)));
    await recordAudit(orm, {
      actor: { playerId, role: "player" },
      action: "delete-player",
      subject: { kind: "player", id: playerId },
      detail: { eraseMessages: deletion.eraseMessages },
      requestId: deletion.requestId,
    });
    return { ok: true, ids } as const;
  });
  if (!done) throw new Error("a deletion was given up");
  if (!("ids" in done)) return done;
  const { ids } = done;
  stores.events.announce({ kind: "account", playerIds: ids });
  stores.events.announce({ kind: "lobby", seated: [], ended: [{ playerId, reason: "left" }] });
  return { ok: true };
}

type InTheWay = Exclude<Deleted, { ok: true }> | { ok: true } | null;

/** Null where a player may be deleted; success where they are already. */
async function standsInTheWay(orm: Orm, playerId: string): Promise<InTheWay> {
  const [player] = await orm.select().from(players).where(eq(players.id, playerId)).for("update");
  if (!player || player.deletedAt) return { ok: true };
  if (player.role === "admin" && !(await isAnotherAdmin(orm, playerId)))
    return { ok: false, code: "account/last-admin" };
  // A wave takes the ticket before or finds it ended: nobody is seated meanwhile.
  await orm
    .update(tickets)
    .set({ state: "ended", endReason: "left", closedAt: sql`clock_timestamp()` })
    .where(and(eq(tickets.playerId, playerId), eq(tickets.state, "waiting")));
  const [live] = await orm
    .select({ id: matches.id })
    .from(seats)
    .innerJoin(matches, eq(matches.id, seats.matchId))
    .where(and(eq(seats.playerId, playerId), inArray(matches.phase, ["chatting", "guessing"])))
    .limit(1);
  return live ? { ok: false, code: "account/in-match" } : null;
}

async function removePerson(orm: Orm, ids: string[]): Promise<void> {
  await orm
    .update(sessions)
    .set({
      endedAt: sql`coalesce(${sessions.endedAt}, clock_timestamp())`,
      endReason: "deleted",
      browser: "",
    })
    .where(inArray(sessions.playerId, ids));
  await orm.delete(identities).where(inArray(identities.playerId, ids));
  await orm
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, clock_timestamp())`, name: "" })
    .where(inArray(apiKeys.ownerId, ids));
  await closeExperimentsOf(orm, ids);
  await orm.delete(consents).where(inArray(consents.playerId, ids));
  await orm
    .update(tickets)
    .set({ address: null, device: null, invitation: null })
    .where(inArray(tickets.playerId, ids));
  await orm.delete(blocks).where(or(inArray(blocks.playerId, ids), inArray(blocks.otherId, ids)));
  await orm
    .update(cases)
    .set({ claimedBy: null, claimedUntil: null })
    .where(inArray(cases.claimedBy, ids));
}

/** What the person wrote to moderators, and what was refused; in matches where they want it so. */
async function emptyWords(orm: Orm, ids: string[], eraseMessages: boolean): Promise<void> {
  const theirs = orm.select({ id: seats.id }).from(seats).where(inArray(seats.playerId, ids));
  await orm.update(reports).set({ note: null }).where(inArray(reports.bySeatId, theirs));
  await orm.update(flags).set({ refusedText: null }).where(inArray(flags.seatId, theirs));
  await orm
    .update(appeals)
    .set({ text: "" })
    .where(and(inArray(appeals.playerId, ids), ne(appeals.text, "")));
  if (!eraseMessages) return;
  await orm
    .update(messages)
    .set({ body: ERASED_WORDS, raw: null, erasedAt: sql`clock_timestamp()` })
    .where(and(inArray(messages.seatId, theirs), isNull(messages.erasedAt)));
  await orm.update(guesses).set({ reason: null }).where(inArray(guesses.bySeatId, theirs));
}
