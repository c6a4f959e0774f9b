import { addFlags, flagMatch as flagByRules, saidIn } from "../../db/flagging.ts";
import type { JobPayload } from "../../db/queues.ts";
import type { Workplace } from "../workplace.ts";

/**
 * Reads a match for the moderators once it is over. The rules' flags stand whether the model
 * answers or not: a call that fails is tried again with the job, and then left.
 */
export async function flagMatch(
  { stores, moderation }: Workplace,
  { matchId }: JobPayload<"flag-match">,
): Promise<void> {
  await flagByRules(stores, matchId);
  if (!moderation) return;
  const said = await saidIn(stores.database.orm, matchId);
  await addFlags(stores, matchId, await moderation.flagsIn(matchId, said));
}
