import { desc, eq, ilike, or, sql } from "drizzle-orm";
import { identities } from "../schema/accounts.ts";
import { players } from "../schema/players.ts";
import type { Stores } from "../stores.ts";
import { type Admin, audited } from "./act.ts";

const MOST = 50;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Players whose name, id or account fits, the newest first. The search itself is written down. */
export async function findPlayers(
  { database }: Pick<Stores, "database">,
  admin: Admin,
  words: string,
) {
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const account = sql`exists (select from ${identities} where ${identities.playerId} = ${players.id}
    and (${identities.subject} = ${words} or ${identities.shownAs} ilike ${like}))`;
  return audited(database, admin, async (orm) => {
    const result = await orm
      .select({
        id: players.id,
        handle: players.handle,
        guest: players.guest,
        role: players.role,
        createdAt: players.createdAt,
        mergedInto: players.mergedInto,
        deletedAt: players.deletedAt,
      })
      .from(players)
      .where(
        or(
          UUID.test(words) ? eq(players.id, words) : undefined,
          ilike(players.handle, like),
          account,
        ),
      )
      .orderBy(desc(players.id))
      .limit(MOST);
    const detail = { words, found: result.length };
    const noted = { action: "find-players", subject: { kind: "players", id: "" }, detail };
    return { result, noted };
  });
}
