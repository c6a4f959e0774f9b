import { eq } from "drizzle-orm";
import { type PlayerRole, players } from "../db/schema/players.ts";
import type { Stores } from "../db/stores.ts";
import type { ApiClient } from "./client.ts";
import type { Site } from "./site.ts";

/** Gives a player an account and a role, as a sign-in would, and tells every process. */
export async function giveRole(stores: Stores, playerId: string, role: PlayerRole): Promise<void> {
  await stores.database.orm
    .update(players)
    .set({ role, guest: false })
    .where(eq(players.id, playerId));
  stores.events.announce({ kind: "account", playerIds: [playerId] });
}

/** Somebody with a role, from the first request on that the server knows it by. */
export async function staff(
  site: Site,
  role: PlayerRole,
  handle = `An ${role}`,
): Promise<ApiClient & { id: string }> {
  const client = await site.player(handle);
  await giveRole(site.stores, client.id, role);
  return client;
}
