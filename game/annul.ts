import type { Match } from "./match.ts";

/** What becomes of an ended match; null where it does not stand so. */
type Corrected = Match | null;

/**
 * A revealed match is taken out of the game: its guesses stand, but count for nothing and nothing of
 * it is shown. No frame tells of it, for its streams have ended. Null for any other match.
 */
export function annulled(match: Match): Corrected {
  if (match.phase !== "revealed") return null;
  return { ...match, phase: "voided", version: match.version + 1 };
}

/**
 * The reverse: revealed again. Null for a match that was not revealed before it was voided, of which
 * nothing can come back.
 */
export function reinstated(match: Match): Corrected {
  if (match.phase !== "voided" || match.endReason === "voided") return null;
  return { ...match, phase: "revealed", version: match.version + 1 };
}
