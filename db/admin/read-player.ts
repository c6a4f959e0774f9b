import { desc, eq, sql } from "drizzle-orm";
import type { Orm } from "../client.ts";
import { identities, sessions } from "../schema/accounts.ts";
import { matches, seats } from "../schema/matches.ts";
import { cases, decisions } from "../schema/moderation.ts";
import { players } from "../schema/players.ts";
import type { Stores } from "../stores.ts";
import { type Admin, audited } from "./act.ts";

const NEWEST = 20;

export type PlayerRead = NonNullable<Awaited<ReturnType<typeof readPlayer>>>;

/** All that admins see of a player; null for none. The look itself is written down. */
export async function readPlayer(
  { database }: Pick<Stores, "database">,
  admin: Admin,
  playerId: string,
) {
  return audited(database, admin, async (orm) => {
    const [player] = await orm.select().from(players).where(eq(players.id, playerId));
    if (!player) return { result: null, noted: null };
    const result = {
      player,
      merged: await orm
        .select({ id: players.id, handle: players.handle })
        .from(players)
        .where(eq(players.mergedInto, playerId)),
      identities: await orm
        .select()
        .from(identities)
        .where(eq(identities.playerId, playerId))
        .orderBy(identities.createdAt),
      sessions: await orm
        .select()
        .from(sessions)
        .where(eq(sessions.playerId, playerId))
        .orderBy(desc(sessions.id))
        .limit(NEWEST),
      sanctions: await orm
        .select({
          id: decisions.id,
          caseId: cases.id,
          action: decisions.action,
          reason: decisions.reason,
          until: decisions.until,
          createdAt: decisions.createdAt,
          undoneAt: decisions.undoneAt,
        })
        .from(decisions)
        .innerJoin(cases, eq(cases.id, decisions.caseId))
        .where(eq(decisions.playerId, playerId))
        .orderBy(desc(decisions.id))
        .limit(NEWEST),
      matches: await countMatches(orm, playerId),
    };
    return { result, noted: { action: "read-player", subject: { kind: "player", id: playerId } } };
  });
}

/** Ended ones only. */
async function countMatches(orm: Orm, playerId: string) {
  const counted = (phase: "revealed" | "voided") =>
    sql<number>`count(distinct ${matches.id}) filter (where ${matches.phase} = ${phase})`.mapWith(
      Number,
    );
  const [count] = await orm
    .select({ revealed: counted("revealed"), voided: counted("voided") })
    .from(seats)
    .innerJoin(matches, eq(matches.id, seats.matchId))
    .where(eq(seats.playerId, playerId));
  return count ?? { revealed: 0, voided: 0 };
}
