import type { JobPayload } from "../db/queues.ts";
import type { Stores } from "../db/stores.ts";
import { drawNudge } from "../game/habits.ts";
import type { Match } from "../game/match.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { randomOf } from "./draws.ts";

/** Unscaled milliseconds that composing is given before somebody would begin to type. */
const AHEAD_MS = 4000;

/** Lets a seat look again, later, at a message of its own that may have stayed without an answer. */
export function enqueueNudge(
  { queues }: Stores,
  { ruleset, seed, timeScale }: Match,
  occasion: Omit<JobPayload<"compose-reply">, "after">,
  message: { seq: number },
): void {
  if (ruleset.turnTaking !== "free") return;
  const { conversationId, seat } = occasion;
  const random = randomOf("nudge", seed, { conversationId, label: seat, afterSeq: message.seq });
  const nudgeMs = drawNudge(TIMING_PROFILES[ruleset.timingProfile], random);
  if (nudgeMs === null) return;
  queues.enqueue(
    "compose-reply",
    { ...occasion, after: message.seq },
    {
      delayMs: (nudgeMs - AHEAD_MS) / timeScale,
      jobId: [conversationId, seat, message.seq, "nudge"].join("-"),
    },
  );
}
