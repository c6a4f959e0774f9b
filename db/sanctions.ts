import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { decisions } from "./schema/moderation.ts";
import type { Stores } from "./stores.ts";

type WithDatabase = Pick<Stores, "database">;

/** What keeps a player from the lobby. */
export interface Standing {
  action: "mute" | "ban";
  /** Null for good. */
  until: Date | null;
  /** Until then, in milliseconds. */
  leftMs: number | null;
  reason: string;
}

/** The mute or ban of a player that ends last; null where none holds. */
export async function sanctionOf(
  { database }: WithDatabase,
  playerId: string,
): Promise<Standing | null> {
  const { until, action } = decisions;
  const [row] = await database.orm
    .select({
      action,
      until,
      reason: decisions.reason,
      now: sql<Date>`clock_timestamp()`.mapWith(decisions.createdAt),
    })
    .from(decisions)
    .where(
      and(
        eq(decisions.playerId, playerId),
        inArray(action, ["mute", "ban"]),
        isNull(decisions.undoneAt),
        or(isNull(until), sql`${until} > clock_timestamp()`),
      ),
    )
    .orderBy(sql`${until} desc nulls first`, action)
    .limit(1);
  if (row?.action !== "mute" && row?.action !== "ban") return null;
  const leftMs = row.until && row.until.getTime() - row.now.getTime();
  return { action: row.action, until: row.until, leftMs, reason: row.reason };
}

/** Sanctions that a player has not said they have seen, the newest first. */
export async function unseenSanctions(
  { database }: WithDatabase,
  playerId: string,
): Promise<{ id: string; action: "warn" | "mute" | "ban"; reason: string; until: Date | null }[]> {
  const rows = await database.orm
    .select({
      id: decisions.id,
      action: decisions.action,
      reason: decisions.reason,
      until: decisions.until,
    })
    .from(decisions)
    .where(
      and(eq(decisions.playerId, playerId), isNull(decisions.undoneAt), isNull(decisions.seenAt)),
    )
    .orderBy(sql`${decisions.createdAt} desc`)
    .limit(5);
  return rows.flatMap(({ action, ...rest }) =>
    action === "warn" || action === "mute" || action === "ban" ? [{ action, ...rest }] : [],
  );
}

/** A player has seen a sanction. @returns false where it is not one of theirs. */
export async function markSeen(
  { database }: WithDatabase,
  decisionId: string,
  playerId: string,
): Promise<boolean> {
  const seen = await database.orm
    .update(decisions)
    .set({ seenAt: sql`coalesce(${decisions.seenAt}, clock_timestamp())` })
    .where(and(eq(decisions.id, decisionId), eq(decisions.playerId, playerId)))
    .returning({ id: decisions.id });
  return seen.length > 0;
}
