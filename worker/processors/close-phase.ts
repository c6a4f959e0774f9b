import type { JobPayload } from "../../db/queues.ts";
import { advanceMatch } from "../../db/play.ts";
import type { Workplace } from "../workplace.ts";

/** Lets a match's clocks run when something in it was due. */
export async function closePhase(
  { stores }: Workplace,
  { matchId }: JobPayload<"close-phase">,
): Promise<void> {
  const played = await advanceMatch(stores, matchId);
  if (!played.ok && played.code === "match/busy") throw new Error(`match ${matchId} is busy`);
}
