import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { sessions } from "./schema/accounts.ts";
import { type PlayerRole, players } from "./schema/players.ts";
import type { Stores } from "./stores.ts";

/** As long as browsers keep any cookie. */
export const SESSION_SECONDS = 400 * 86_400;

/** Who a session is, as long as it lasts. */
export interface Visitor {
  sessionId: string;
  playerId: string;
  role: PlayerRole;
  guest: boolean;
}

/** A session of a player in a browser; `browser` is how its owner knows it. */
export async function createSession(
  { database }: Pick<Stores, "database">,
  { playerId, browser, identityId }: { playerId: string; browser: string; identityId?: string },
): Promise<string> {
  const [session] = await database.orm
    .insert(sessions)
    .values({
      playerId,
      browser,
      identityId,
      expiresAt: sql`clock_timestamp() + make_interval(secs => ${SESSION_SECONDS})`,
    })
    .returning({ id: sessions.id });
  if (!session) throw new Error("Postgres returned no row for a new session");
  return session.id;
}

/** Null for a session that ended, expired or never was, and for players who are gone. */
export async function findVisitor(
  { database }: Pick<Stores, "database">,
  sessionId: string,
): Promise<Visitor | null> {
  const [found] = await database.orm
    .select({
      sessionId: sessions.id,
      playerId: players.id,
      role: players.role,
      guest: players.guest,
    })
    .from(sessions)
    .innerJoin(players, eq(players.id, sessions.playerId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`clock_timestamp()`),
        isNull(players.deletedAt),
        isNull(players.mergedInto),
      ),
    );
  return found ?? null;
}
