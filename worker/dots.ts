import type { Reply } from "../db/queries/replies.ts";
import { drawDots } from "../game/dots.ts";
import { drawFalseStart } from "../game/habits.ts";
import type { Match } from "../game/match.ts";
import { showsTyping } from "../game/ruleset.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { randomOf } from "./draws.ts";

/** Of a match, what a reply's draws need. */
export type Drawn = Pick<Match, "ruleset" | "seed" | "timeScale">;

/** Dots that begin to show, or show no more. */
interface DotsChange {
  on: boolean;
  /** Epoch milliseconds. */
  at: number;
}

/** All dots of a scheduled reply, in order; none where nobody's typing is shown. */
export function dotsOf(reply: Reply, match: Drawn): DotsChange[] {
  const { typingAt, deliverAt } = reply;
  if (!typingAt || !deliverAt || !showsTyping(match.ruleset)) return [];
  return [
    ...falseStart(reply, match, typingAt.getTime()),
    ...typed(reply, match, typingAt.getTime(), deliverAt.getTime()),
  ];
}

/** While a reply is typed. The last change is the message itself, unless that waits for its slot. */
function typed(reply: Reply, match: Drawn, from: number, deliverAt: number): DotsChange[] {
  const { seed, timeScale, ruleset } = match;
  const readyAt = Math.max(from, reply.receivedAt.getTime() + (reply.delayMs ?? 0) / timeScale);
  const waits = ruleset.release === "matched" && readyAt < deliverAt;
  const typingMs = ((waits ? readyAt : deliverAt) - from) * timeScale;
  const changes = drawDots(typingMs, randomOf("dots", seed, reply, reply.part)).map(
    ({ on, atMs }) => ({ on, at: from + atMs / timeScale }),
  );
  return waits ? changes : changes.slice(0, -1);
}

/** Before an answer is typed: a line begun and given up. Its time is part of the answer's. */
function falseStart(reply: Reply, match: Drawn, typingAt: number): DotsChange[] {
  const { action, occasion, part } = reply;
  const answers = action === "say" && occasion === "heard" && part === 0;
  const drawn = answers ? falseStartOf(match, reply) : null;
  if (!drawn) return [];
  const to = typingAt - drawn.restMs / match.timeScale;
  return [
    { on: true, at: to - drawn.lengthMs / match.timeScale },
    { on: false, at: to },
  ];
}

/** Nobody with a turn to lose gives up a line. */
export function falseStartOf(
  { ruleset, seed }: Pick<Match, "ruleset" | "seed">,
  reply: Pick<Reply, "conversationId" | "label" | "afterSeq">,
) {
  if (ruleset.turnTaking !== "free") return null;
  return drawFalseStart(
    TIMING_PROFILES[ruleset.timingProfile],
    randomOf("false-start", seed, reply),
  );
}
