import { and, desc, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import type { Orm } from "./client.ts";
import { sessions } from "./schema/accounts.ts";
import { type PlayerRole, players } from "./schema/players.ts";
import type { Stores } from "./stores.ts";
import { inTransaction } from "./transaction.ts";

/** As long as browsers keep any cookie. */
export const SESSION_SECONDS = 400 * 86_400;
/** How long a session that another one has taken the place of is still good: requests are under way. */
const GRACE_SECONDS = 60;

/** Who a session is, as long as it lasts. */
export interface Visitor {
  sessionId: string;
  playerId: string;
  role: PlayerRole;
  guest: boolean;
}

/** A session as it stands in Postgres. */
export interface FoundSession {
  visitor: Visitor;
  /** Epoch milliseconds. */
  createdAt: number;
  seenAt: number;
  /** Until when it is surely good, if nobody ends it sooner; epoch milliseconds. */
  endsAt: number;
  /** The session that has taken its place. */
  replacedBy: string | null;
  /** Whether a session whose place it has taken does not know yet that it has arrived. */
  arrives: boolean;
}

export interface NewSession {
  playerId: string;
  /** How its owner knows the browser. */
  browser: string;
  identityId?: string | null;
  /** When the browser was first known, if not now. */
  begunAt?: Date;
}

type WithDatabase = Pick<Stores, "database">;
type WithEvents = Pick<Stores, "database" | "events">;
type EndReason = "signed-out" | "ended-from-afar" | "merged" | "deleted";

const now = sql`clock_timestamp()`;
const notEnded = or(isNull(sessions.endedAt), gt(sessions.endedAt, now));

/** A session of a player in a browser. */
export async function createSession(
  { database }: WithDatabase,
  session: NewSession,
): Promise<string> {
  return insertSession(database.orm, session);
}

/** As createSession, in the transaction of what begins it. */
export async function insertSession(orm: Orm, session: NewSession): Promise<string> {
  const [row] = await orm
    .insert(sessions)
    .values({
      ...session,
      expiresAt: sql`clock_timestamp() + make_interval(secs => ${SESSION_SECONDS})`,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error("Postgres returned no row for a new session");
  return row.id;
}

/** Null for a session that ended, expired or never was, and for players who are gone. */
export async function findSession(
  { database }: WithDatabase,
  sessionId: string,
): Promise<FoundSession | null> {
  const [found] = await database.orm
    .select({
      visitor: {
        sessionId: sessions.id,
        playerId: players.id,
        role: players.role,
        guest: players.guest,
      },
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      endsAt: sql<Date>`least(${sessions.endedAt}, ${sessions.expiresAt})`.mapWith(
        sessions.expiresAt,
      ),
      replacedBy: sessions.replacedBy,
      arrives: sql<boolean>`exists (select from sessions old where old.player_id = ${players.id}
        and old.replaced_by = ${sessions.id} and old.ended_at is null)`,
    })
    .from(sessions)
    .innerJoin(players, eq(players.id, sessions.playerId))
    .where(
      and(
        eq(sessions.id, sessionId),
        notEnded,
        gt(sessions.expiresAt, now),
        isNull(players.deletedAt),
        isNull(players.mergedInto),
      ),
    );
  if (!found) return null;
  const { createdAt, seenAt, endsAt, ...rest } = found;
  const ms = (at: Date) => at.getTime();
  return { ...rest, createdAt: ms(createdAt), seenAt: ms(seenAt), endsAt: ms(endsAt) };
}

/** Notes that a browser uses its session; the one that it had before now ends, after a grace. */
export async function noteSeen(
  { database, events }: WithEvents,
  { visitor, arrives }: FoundSession,
): Promise<void> {
  const { sessionId, playerId } = visitor;
  await database.orm.update(sessions).set({ seenAt: now }).where(eq(sessions.id, sessionId));
  if (!arrives) return;
  await database.orm
    .update(sessions)
    .set({
      endedAt: sql`clock_timestamp() + make_interval(secs => ${GRACE_SECONDS})`,
      endReason: "rotated",
    })
    .where(
      and(
        eq(sessions.playerId, playerId),
        eq(sessions.replacedBy, sessionId),
        isNull(sessions.endedAt),
      ),
    );
  events.announce({ kind: "account", playerIds: [playerId] });
}

/**
 * A session that takes another's place in the same browser. The old one stays good until the new
 * one is used, as a browser may never get the reply that brings it; asked again, it is the same one.
 * @returns null for a session that is over.
 */
export async function rotateSession(
  { database }: WithDatabase,
  sessionId: string,
): Promise<string | null> {
  return inTransaction(database, async ({ orm }) => {
    const [old] = await orm
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, sessionId), notEnded, gt(sessions.expiresAt, now)))
      .for("update");
    if (!old) return null;
    if (old.replacedBy) return old.replacedBy;
    const { playerId, browser, identityId, begunAt } = old;
    const replacedBy = await insertSession(orm, { playerId, browser, identityId, begunAt });
    await orm.update(sessions).set({ replacedBy }).where(eq(sessions.id, sessionId));
    return replacedBy;
  });
}

/** A session as its owner sees it. */
export interface ListedSession {
  id: string;
  browser: string;
  begunAt: Date;
  seenAt: Date;
  /** Whether it is the one that asks, or what has taken its place. */
  current: boolean;
}

/** The sessions of a player that last, the one used latest first. */
export async function sessionsOf(
  { database }: WithDatabase,
  { playerId, current: asking }: { playerId: string; current: string | null },
): Promise<ListedSession[]> {
  const { id, browser, begunAt, seenAt } = sessions;
  const current = sql<boolean>`coalesce(${id} = ${asking}::uuid
    or ${id} = (select replaced_by from sessions where id = ${asking}::uuid), false)`;
  return database.orm
    .select({ id, browser, begunAt, seenAt, current })
    .from(sessions)
    .where(
      and(
        eq(sessions.playerId, playerId),
        isNull(sessions.endedAt),
        isNull(sessions.replacedBy),
        gt(sessions.expiresAt, now),
      ),
    )
    .orderBy(desc(seenAt), desc(id))
    .limit(200);
}

/**
 * Ends one session of a player with those whose place it has taken. Every process hears of it.
 * @returns false where there is no such session among the player's.
 */
export async function endSession(
  stores: WithEvents,
  { playerId, sessionId, reason }: { playerId: string; sessionId: string; reason: EndReason },
): Promise<boolean> {
  const ended = await stores.database.orm
    .update(sessions)
    .set({ endedAt: now, endReason: reason })
    .where(
      and(
        eq(sessions.playerId, playerId),
        or(eq(sessions.id, sessionId), eq(sessions.replacedBy, sessionId)),
        notEnded,
      ),
    )
    .returning({ id: sessions.id });
  if (ended.length > 0) stores.events.announce({ kind: "account", playerIds: [playerId] });
  return ended.some(({ id }) => id === sessionId);
}

/** Ends all sessions of a player, but for one and what has taken its place. */
export async function endOtherSessions(
  stores: WithEvents,
  { playerId, keep }: { playerId: string; keep: string | null },
): Promise<void> {
  await stores.database.orm
    .update(sessions)
    .set({ endedAt: now, endReason: "ended-from-afar" })
    .where(
      and(
        eq(sessions.playerId, playerId),
        keep === null ? undefined : ne(sessions.id, keep),
        sql`${sessions.id} is distinct from (select replaced_by from sessions where id = ${keep}::uuid)`,
        notEnded,
      ),
    );
  stores.events.announce({ kind: "account", playerIds: [playerId] });
}

/** Which of these sessions last, in themselves or in what has taken their place. */
export async function lastingAmong(
  { database }: WithDatabase,
  sessionIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await database.orm.execute<{ first: string }>(sql`
    with recursive chain as (
      select id as first, ended_at, expires_at, replaced_by from sessions
      where id = any(${sql.param(sessionIds)}::uuid[])
      union all
      select chain.first, next.ended_at, next.expires_at, next.replaced_by
      from chain join sessions next on next.id = chain.replaced_by)
    select distinct first from chain
    where (ended_at is null or ended_at > clock_timestamp()) and expires_at > clock_timestamp()`);
  return new Set(rows.map(({ first }) => first));
}
