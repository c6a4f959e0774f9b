import type { JobPayload } from "../../db/queues.ts";
import type { Workplace } from "../workplace.ts";
import { closePhase } from "./close-phase.ts";

/** The last guess is in: the reveal scores the match in the transaction that advances it. */
export function scoreMatch(
  workplace: Workplace,
  payload: JobPayload<"score-match">,
): Promise<void> {
  return closePhase(workplace, payload);
}
