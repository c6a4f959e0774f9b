import type { JobPayload } from "../../db/queues.ts";
import { replayRatings as replay } from "../../db/replay.ts";
import type { Workplace } from "../workplace.ts";

/** Corrects ratings and standings after a match counts differently. */
export async function replayRatings(
  { stores }: Workplace,
  { matchId }: JobPayload<"replay-ratings">,
): Promise<void> {
  await replay(stores, matchId);
}
