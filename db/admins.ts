import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Orm } from "./client.ts";
import { players } from "./schema/players.ts";

/** Key of the lock under which admins become fewer: two who go at once must not both go. */
const ADMINS_LOCK = 7_246_104;

/** Whether an admin besides this one is left, which holds until the transaction ends. */
export async function isAnotherAdmin(orm: Orm, playerId: string): Promise<boolean> {
  await orm.execute(sql`select pg_advisory_xact_lock(${ADMINS_LOCK})`);
  const [other] = await orm
    .select({ id: players.id })
    .from(players)
    .where(
      and(
        eq(players.role, "admin"),
        ne(players.id, playerId),
        isNull(players.deletedAt),
        isNull(players.mergedInto),
      ),
    )
    .limit(1);
  return other !== undefined;
}
