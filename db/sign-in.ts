import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { recordAudit } from "./audit.ts";
import type { Orm } from "./client.ts";
import { mergeGuest, type Merged } from "./merge.ts";
import { identities, sessions } from "./schema/accounts.ts";
import { type PlayerRole, players } from "./schema/players.ts";
import { insertSession, type Visitor } from "./sessions.ts";
import type { Stores } from "./stores.ts";
import { inTransaction, Rollback, type Transaction } from "./transaction.ts";

/** Who an issuer says that somebody is. */
export interface Entering {
  issuer: string;
  subject: string;
  shownAs: string | null;
  /** What the issuer's groups name, which wins; null leaves the role that is stored. */
  role: PlayerRole | null;
}

export interface SignIn extends Entering {
  browser: string;
  /** The session that the browser had so far: a guest's history goes along. */
  sessionId: string | null;
  /** How a player is called who has no guest's name to keep. */
  handle: string;
}

export type SignedIn =
  { ok: true; playerId: string; sessionId: string } | { ok: false; code: "session/in-match" };

interface Account {
  identityId: string;
  playerId: string;
}

/**
 * Signs somebody in: an unknown identity makes an account of the guest who signs in, or a new one;
 * into the account of a known one the guest is merged. However many sign in at once, an identity
 * has one player. The browser gets a new session, and its old one ends.
 */
export async function signIn(stores: Stores, entering: SignIn): Promise<SignedIn> {
  const done = await inTransaction(stores.database, (transaction) => enter(transaction, entering));
  if (!done) throw new Error("a sign-in was given up");
  if (!done.ok) return done;
  const { concerned, replay, playerId, sessionId } = done;
  stores.events.announce({ kind: "account", playerIds: concerned });
  if (replay) stores.queues.enqueue("replay-ratings", { matchId: replay }, { jobId: replay });
  return { ok: true, playerId, sessionId };
}

interface Entered {
  ok: true;
  playerId: string;
  sessionId: string;
  /** Players whose sessions have changed. */
  concerned: string[];
  replay: string | null;
}

async function enter(
  transaction: Transaction,
  entering: SignIn,
): Promise<Entered | Exclude<Merged, { ok: true }>> {
  const { orm } = transaction;
  await lockIdentity(orm, entering);
  const known = await accountOf(orm, entering);
  const guestId = await guestOf(orm, entering.sessionId, known?.playerId ?? null);
  const merged: Merged =
    known && guestId
      ? await mergeGuest(transaction, { guestId, into: known.playerId })
      : { ok: true, replay: null };
  if (!merged.ok) return merged;
  const account = known ?? (await makeAccount(orm, entering, guestId, entering.handle));
  await refresh(transaction, account, entering);
  const { playerId } = account;
  const sessionId = await insertSession(orm, { ...account, browser: entering.browser });
  const old = { sessionId: entering.sessionId, guestId };
  const before = await endReplaced(orm, old, { playerId, sessionId });
  const concerned = new Set([playerId, ...before]);
  return { ok: true, playerId, sessionId, concerned: [...concerned], replay: merged.replay };
}

/** Who acts by a token of the issuer; an account of their own where there was none yet. */
export async function bearerOf(
  stores: Stores,
  entering: Entering,
  handle: string,
): Promise<Visitor | null> {
  const found = await findBearer(stores, entering);
  if (found) return found;
  await inTransaction(stores.database, async (transaction) => {
    const { orm } = transaction;
    await lockIdentity(orm, entering);
    if (await accountOf(orm, entering)) throw new Rollback();
    await refresh(transaction, await makeAccount(orm, entering, null, handle), entering);
  });
  return findBearer(stores, entering);
}

async function findBearer(
  { database }: Stores,
  { issuer, subject }: Entering,
): Promise<Visitor | null> {
  const [found] = await database.orm
    .select({
      sessionId: sql<string>`'token:' || ${identities.id}`,
      playerId: players.id,
      role: players.role,
      guest: players.guest,
    })
    .from(identities)
    .innerJoin(players, eq(players.id, identities.playerId))
    .where(
      and(
        eq(identities.issuer, issuer),
        eq(identities.subject, subject),
        isNull(players.deletedAt),
        isNull(players.mergedInto),
      ),
    );
  return found ?? null;
}

/** One at a time for each identity. */
async function lockIdentity(orm: Orm, { issuer, subject }: Entering): Promise<void> {
  const name = JSON.stringify([issuer, subject]);
  await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`);
}

async function accountOf(orm: Orm, { issuer, subject }: Entering): Promise<Account | null> {
  const [found] = await orm
    .select({ identityId: identities.id, playerId: players.id })
    .from(identities)
    .innerJoin(players, eq(players.id, identities.playerId))
    .where(
      and(
        eq(identities.issuer, issuer),
        eq(identities.subject, subject),
        isNull(players.deletedAt),
      ),
    );
  return found ?? null;
}

/** The guest of a session that lasts, locked with the account; null where there is none. */
async function guestOf(
  orm: Orm,
  sessionId: string | null,
  accountId: string | null,
): Promise<string | null> {
  if (sessionId === null) return null;
  const [session] = await orm
    .select({ playerId: sessions.playerId })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, sessionId),
        sql`(${sessions.endedAt} is null or ${sessions.endedAt} > clock_timestamp())`,
      ),
    );
  if (!session || session.playerId === accountId) return null;
  // In one order for everybody; a ticket or a seat for one of them waits until it is settled.
  const ids = [session.playerId, ...(accountId ? [accountId] : [])].toSorted();
  const locked = await orm
    .select({ id: players.id, guest: players.guest, gone: players.deletedAt })
    .from(players)
    .where(and(sql`${players.id} = any(${sql.param(ids)}::uuid[])`, isNull(players.mergedInto)))
    .orderBy(players.id)
    .for("update");
  const guest = locked.find(({ id }) => id === session.playerId);
  return guest?.guest && !guest.gone ? guest.id : null;
}

/** The guest becomes the account and keeps everything, the name included. */
async function makeAccount(
  orm: Orm,
  { issuer, subject }: Entering,
  guestId: string | null,
  handle: string,
): Promise<Account> {
  const [player] = guestId
    ? await orm.update(players).set({ guest: false }).where(eq(players.id, guestId)).returning()
    : await orm.insert(players).values({ handle, guest: false }).returning();
  if (!player) throw new Error("Postgres returned no row for an account");
  const playerId = player.id;
  const [identity] = await orm
    .insert(identities)
    .values({ playerId, issuer, subject })
    .onConflictDoUpdate({ target: [identities.issuer, identities.subject], set: { playerId } })
    .returning({ id: identities.id });
  if (!identity) throw new Error("Postgres returned no row for an identity");
  return { identityId: identity.id, playerId };
}

/** Brings the account up to what the issuer says now. */
async function refresh(
  { orm }: Transaction,
  { identityId, playerId }: Account,
  { shownAs, role, issuer }: Entering,
): Promise<void> {
  await orm
    .update(identities)
    .set({ shownAs, lastSignInAt: sql`clock_timestamp()` })
    .where(eq(identities.id, identityId));
  if (role === null) return;
  const [before] = await orm.select().from(players).where(eq(players.id, playerId)).for("update");
  if (!before || before.role === role) return;
  await orm.update(players).set({ role }).where(eq(players.id, playerId));
  await recordAudit(orm, {
    actor: null,
    action: "set-role",
    subject: { kind: "player", id: playerId },
    reason: "The issuer's groups name this role.",
    detail: { from: before.role, to: role, issuer },
  });
}

/**
 * A sign-in never goes on under the session that it began under, nor under others of its guest:
 * somebody may have planted it.
 * @returns whose session it was.
 */
async function endReplaced(
  orm: Orm,
  old: { sessionId: string | null; guestId: string | null },
  { playerId, sessionId }: { playerId: string; sessionId: string },
): Promise<string[]> {
  if (old.sessionId === null) return [];
  const own = sql`${sessions.playerId} = ${playerId}`;
  const rows = await orm
    .update(sessions)
    .set({
      endedAt: sql`least(${sessions.endedAt}, clock_timestamp())`,
      endReason: sql`coalesce(${sessions.endReason}, case when ${own} then 'rotated' else 'signed-out' end)`,
      replacedBy: sql`case when ${own} then ${sessionId}::uuid end`,
    })
    .where(
      and(
        or(
          eq(sessions.id, old.sessionId),
          old.guestId === null ? undefined : eq(sessions.playerId, old.guestId),
        ),
        ne(sessions.id, sessionId),
        sql`(${sessions.endedAt} is null or ${sessions.endedAt} > clock_timestamp())`,
      ),
    )
    .returning({ playerId: sessions.playerId });
  return rows.map((row) => row.playerId);
}
