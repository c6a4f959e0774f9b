import type { Reply } from "../db/queries/replies.ts";
import { complexityOf } from "../game/complexity.ts";
import { drawNudge, drawOpening } from "../game/habits.ts";
import type { Match, Round, Seat } from "../game/match.ts";
import { createRandom } from "../game/random.ts";
import { shortenTo } from "../game/shorten.ts";
import {
  charactersWithin,
  delayOf,
  drawPace,
  drawTypingSpeed,
  type Pace,
  thinkingOnMs,
} from "../game/timing.ts";
import { TIMING_PROFILES, type TimingProfile } from "../game/timing-profile.ts";
import { lengthOf } from "../game/utterance.ts";
import type { Invitation } from "./occasion.ts";
import { falseStartOf } from "./dots.ts";
import { randomOf } from "./draws.ts";

interface Occasioned {
  match: Match;
  round: Round;
  seat: Seat;
  reply: Reply;
  invitation: Invitation;
}

/** Instants are epoch milliseconds; a pace is unscaled. */
export interface Moment {
  receivedAt: number;
  now: number;
  /** When the seat can no longer write. */
  endsAt: number;
  timeScale: number;
  pace: Pace;
}

export interface Timed {
  body: string;
  /** As drawn, unscaled. */
  delayMs: number;
  typingAt: number;
  deliverAt: number;
}

/** How many characters this seat gets written before its time is over. */
export function charactersInTime(moment: Moment): number {
  const { pace, from } = start(moment);
  return charactersWithin(pace, (moment.endsAt - from) * moment.timeScale);
}

/**
 * When a reply is typed and delivered: `receivedAt` plus the delay of its length, generation
 * inside. One that comes later than its thinking is typed from now on. A text too long for the
 * time left is shortened, never hurried; null when nothing fits.
 */
export function timeReply(moment: Moment, text: string): Timed | null {
  const { pace, from } = start(moment);
  const body = shortenTo(text, charactersInTime(moment));
  if (body === null) return null;
  const { thinkingMs, totalMs } = delayOf(pace, lengthOf(body));
  return {
    body,
    delayMs: delayOf(moment.pace, lengthOf(body)).totalMs,
    typingAt: Math.round(from + thinkingMs / moment.timeScale),
    deliverAt: Math.round(from + totalMs / moment.timeScale),
  };
}

function start({ receivedAt, now, pace, timeScale }: Moment): { pace: Pace; from: number } {
  const onTime = now <= receivedAt + pace.thinkingMs / timeScale;
  return onTime ? { pace, from: receivedAt } : { pace: { ...pace, thinkingMs: 0 }, from: now };
}

/** One reply's draws; null when the seat waits to be addressed. */
export function paceOf(
  { match, round, seat, reply, invitation }: Occasioned,
  speedFactor: number,
): Pace | null {
  const profile = TIMING_PROFILES[match.ruleset.timingProfile];
  const speed = createRandom(match.seed, "typing-speed", round.number, seat.label);
  const heard = invitation.heard.map(({ body }) => body).join(" ");
  const exchange = {
    previousCharacters: lengthOf(heard),
    complexity: complexityOf(heard),
    wordsPerMinute: drawTypingSpeed(profile, speed) * speedFactor,
  };
  const pace = drawPace(profile, exchange, randomOf("delay", match.seed, reply));
  switch (invitation.kind) {
    case "heard": {
      const dots = falseStartOf(match, reply);
      const givenUpMs = dots ? dots.lengthMs + dots.restMs : 0;
      const thinkingMs = thinkingOn(profile, match, reply, invitation) ?? pace.thinkingMs;
      return { ...pace, thinkingMs: thinkingMs + givenUpMs };
    }
    case "opening": {
      const openingMs = drawOpening(profile, randomOf("opening", match.seed, reply));
      return openingMs === null ? null : { ...pace, thinkingMs: openingMs };
    }
    case "nudge": {
      const nudgeMs = drawNudge(profile, randomOf("nudge", match.seed, reply));
      return nudgeMs === null ? null : { ...pace, thinkingMs: nudgeMs };
    }
  }
}

/** Of a reply that took the place of an older one; null where it is thought of afresh. */
function thinkingOn(
  profile: TimingProfile,
  { timeScale }: Match,
  { thinkingUntil, receivedAt }: Reply,
  { heard }: Invitation,
): number | null {
  if (!thinkingUntil) return null;
  const leftMs = (thinkingUntil.getTime() - receivedAt.getTime()) * timeScale;
  return thinkingOnMs(profile, { leftMs, characters: lengthOf(heard.at(-1)?.body ?? "") });
}
