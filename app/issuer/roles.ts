import { PLAYER_ROLES, type PlayerRole } from "../../db/schema/players.ts";
import type { Claims } from "./verify.ts";

/** From the least to the most that a group allows. */
const BY_WEIGHT = ["player", "researcher", "moderator", "admin"] as const satisfies PlayerRole[];

/**
 * The role that a token's groups name, the weightiest of several; null where they name none, which
 * leaves the role that is stored.
 */
export function roleOf(claims: Claims, names: readonly string[]): PlayerRole | null {
  const groups = groupsOf(names.map((name) => claims[name]).find((claim) => claim !== undefined));
  const roles = PLAYER_ROLES.filter((role) => groups.includes(role));
  return BY_WEIGHT.findLast((role) => roles.includes(role)) ?? null;
}

/** A list of names, or one text with commas or spaces between them. */
function groupsOf(claim: unknown): string[] {
  const names: unknown[] = typeof claim === "string" ? claim.split(/[\s,]+/) : [claim].flat();
  return names.flatMap((name) => (typeof name === "string" ? name.trim().toLowerCase() : []));
}

/** How an issuer shows an account to its owner; null where it tells nothing of the kind. */
export function shownAs(claims: Claims): string | null {
  const names = ["preferred_username", "name", "cognito:username", "username", "email"];
  const found = names.map((name) => claims[name]).find((claim) => typeof claim === "string");
  return typeof found === "string" && found.trim() !== "" ? found.trim().slice(0, 80) : null;
}
