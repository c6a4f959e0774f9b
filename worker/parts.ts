import type { NextPart, Reply } from "../db/queries/replies.ts";
import { drawSecondPause } from "../game/habits.ts";
import type { Match } from "../game/match.ts";
import { createRandom } from "../game/random.ts";
import { delayOf, drawPace, drawTypingSpeed } from "../game/timing.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { lengthOf } from "../game/utterance.ts";
import { appearsAt } from "../game/release.ts";
import { randomOf } from "./draws.ts";

/** Begins a correction of the message before, as people write it. */
const CORRECTION = "*";

/**
 * What a seat sends after its message of that instant, typed at its own speed; null where nothing
 * is left to say, or it no longer fits. News from the partner ends a second thought, not a correction.
 */
export function nextPart(
  match: Match,
  reply: Reply,
  at: number,
  { speedFactor, news }: { speedFactor: number; news: boolean },
): NextPart | null {
  const [body, ...rest] = reply.rest.filter((line) => !news || line.startsWith(CORRECTION));
  if (body === undefined || match.phase !== "chatting") return null;
  const profile = TIMING_PROFILES[match.ruleset.timingProfile];
  const random = randomOf("part", match.seed, reply, reply.part + 1);
  const speed = createRandom(match.seed, "typing-speed", reply.round, reply.label);
  const wordsPerMinute = drawTypingSpeed(profile, speed) * speedFactor;
  const drawn = drawPace(profile, { previousCharacters: 0, complexity: 1, wordsPerMinute }, random);
  const pace = { ...drawn, thinkingMs: drawSecondPause(profile, random) };
  const { thinkingMs, totalMs } = delayOf(pace, lengthOf(body));
  const from = writtenAt(match, reply, at);
  const readyAt = from + totalMs / match.timeScale;
  if (match.deadlineAt !== null && readyAt > match.deadlineAt) return null;
  const deliverAt = appearsAt(match, reply.conversationId, reply.label, readyAt);
  if (deliverAt === null) return null;
  return {
    body,
    rest,
    delayMs: totalMs,
    receivedAt: new Date(from),
    typingAt: new Date(Math.round(from + thinkingMs / match.timeScale)),
    deliverAt: new Date(Math.round(deliverAt)),
  };
}

/** Where messages wait for their slot's end, people go on writing from when they sent theirs. */
function writtenAt({ ruleset, timeScale }: Match, { receivedAt, delayMs }: Reply, at: number) {
  if (ruleset.release !== "matched" || delayMs === null) return at;
  return Math.min(at, Math.round(receivedAt.getTime() + delayMs / timeScale));
}
