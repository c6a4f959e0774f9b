import { eq } from "drizzle-orm";
import { isAnotherAdmin } from "../admins.ts";
import { type PlayerRole, players } from "../schema/players.ts";
import type { Stores } from "../stores.ts";
import { type Act, audited } from "./act.ts";

export type RoleSet =
  | { ok: true }
  | {
      ok: false;
      code: "admin/not-found" | "admin/guest" | "admin/own-role" | "account/last-admin";
    };

/** Gives a player another role, felt at once. Nobody changes their own; one admin stays. */
export async function setRole(
  stores: Pick<Stores, "database" | "events">,
  act: Act,
  { playerId, role }: { playerId: string; role: PlayerRole },
): Promise<RoleSet> {
  const refuse = (code: Exclude<RoleSet, { ok: true }>["code"]) => ({
    result: { ok: false, code } as const,
    noted: null,
  });
  const set = await audited<RoleSet>(stores.database, act, async (orm) => {
    const [player] = await orm.select().from(players).where(eq(players.id, playerId)).for("update");
    if (!player || player.deletedAt || player.mergedInto) return refuse("admin/not-found");
    if (playerId === act.by.playerId) return refuse("admin/own-role");
    if (player.guest && role !== "player") return refuse("admin/guest");
    if (player.role === "admin" && role !== "admin" && !(await isAnotherAdmin(orm, playerId)))
      return refuse("account/last-admin");
    await orm.update(players).set({ role }).where(eq(players.id, playerId));
    return {
      result: { ok: true },
      noted: {
        action: "set-role",
        subject: { kind: "player", id: playerId },
        detail: { from: player.role, to: role },
      },
    };
  });
  if (set.ok) stores.events.announce({ kind: "account", playerIds: [playerId] });
  return set;
}
