import type { NextPart, Reply } from "../db/queries/replies.ts";
import { drawSecondPause } from "../game/habits.ts";
import type { Match } from "../game/match.ts";
import { createRandom } from "../game/random.ts";
import { delayOf, drawPace, drawTypingSpeed } from "../game/timing.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { lengthOf } from "../game/utterance.ts";
import { appearsAt } from "../game/release.ts";
import { randomOf } from "./schedule.ts";

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
  const readyAt = at + totalMs / match.timeScale;
  if (match.deadlineAt !== null && readyAt > match.deadlineAt) return null;
  const deliverAt = appearsAt(match, reply.conversationId, reply.label, readyAt);
  if (deliverAt === null) return null;
  return {
    body,
    rest,
    delayMs: totalMs,
    receivedAt: new Date(at),
    typingAt: new Date(Math.round(at + thinkingMs / match.timeScale)),
    deliverAt: new Date(Math.round(deliverAt)),
  };
}
