import { and, eq, isNull, sql } from "drizzle-orm";
import { sessions } from "../schema/accounts.ts";
import { players } from "../schema/players.ts";
import type { Stores } from "../stores.ts";
import { type Act, audited } from "./act.ts";

export type SessionsEnded = { ok: true } | { ok: false; code: "admin/not-found" };

/** Ends every session of a player, felt at once; asked again it ends none. */
export async function endSessions(
  stores: Pick<Stores, "database" | "events">,
  act: Act,
  playerId: string,
): Promise<SessionsEnded> {
  const ended = await audited<SessionsEnded>(stores.database, act, async (orm) => {
    const [player] = await orm.select().from(players).where(eq(players.id, playerId));
    if (!player) return { result: { ok: false, code: "admin/not-found" }, noted: null };
    const rows = await orm
      .update(sessions)
      .set({ endedAt: sql`clock_timestamp()`, endReason: "ended-from-afar" })
      .where(and(eq(sessions.playerId, playerId), isNull(sessions.endedAt)))
      .returning({ id: sessions.id });
    return {
      result: { ok: true },
      noted: {
        action: "end-sessions",
        subject: { kind: "player", id: playerId },
        detail: { ended: rows.length },
      },
    };
  });
  if (ended.ok) stores.events.announce({ kind: "account", playerIds: [playerId] });
  return ended;
}
