import { and, eq, isNull } from "drizzle-orm";
import { type PlayerRole, players } from "./schema/players.ts";
import type { Stores } from "./stores.ts";

export interface Player {
  id: string;
  handle: string;
  guest: boolean;
  role: PlayerRole;
  createdAt: Date;
}

type WithDatabase = Pick<Stores, "database">;

export async function createPlayer({ database }: WithDatabase, handle: string): Promise<Player> {
  const [player] = await database.orm.insert(players).values({ handle }).returning();
  if (!player) throw new Error("Postgres returned no row for a new player");
  return player;
}

/** Null also for who was merged into another or is deleted. */
export async function findPlayer({ database }: WithDatabase, id: string): Promise<Player | null> {
  const [player] = await database.orm
    .select()
    .from(players)
    .where(and(eq(players.id, id), isNull(players.mergedInto), isNull(players.deletedAt)));
  return player ?? null;
}

/** @returns null for a player who does not exist. */
export async function renamePlayer(
  { database }: WithDatabase,
  id: string,
  handle: string,
): Promise<Player | null> {
  const [player] = await database.orm
    .update(players)
    .set({ handle })
    .where(eq(players.id, id))
    .returning();
  return player ?? null;
}
