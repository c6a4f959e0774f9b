import type { PlayerRole } from "../../db/schema/players.ts";

export type Duty = Exclude<PlayerRole, "player">;

/** Whether somebody may do what a role is for; an admin may do everything. */
export function mayAct({ role }: { role: PlayerRole }, duty: Duty): boolean {
  return role === duty || role === "admin";
}
