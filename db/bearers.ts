import { sql } from "drizzle-orm";
import type { Stores } from "./stores.ts";

/** Whom a token spoke for, under the name that `bearerOf` gives its account. */
interface Bearer {
  sessionId: string;
  playerId: string;
}

/** The names of those whose account is still that player's, and whose player is still there. */
export async function lastingBearers(
  { database }: Pick<Stores, "database">,
  bearers: readonly Bearer[],
): Promise<Set<string>> {
  const names = bearers.map(({ sessionId }) => sessionId);
  const { rows } = await database.orm.execute<{ name: string; player_id: string }>(sql`
    select 'token:' || i.id as name, i.player_id
    from identities i join players p on p.id = i.player_id
    where 'token:' || i.id = any(${sql.param(names)}::text[])
      and p.id = any(${sql.param(bearers.map(({ playerId }) => playerId))}::uuid[])
      and p.deleted_at is null and p.merged_into is null`);
  const owners = new Map(rows.map(({ name, player_id }) => [name, player_id]));
  const lasting = bearers.filter(({ sessionId, playerId }) => owners.get(sessionId) === playerId);
  return new Set(lasting.map(({ sessionId }) => sessionId));
}
