import { charactersWithin, delayOf, type Pace, shortenTo } from "../game/timing.ts";
import { lengthOf } from "../game/utterance.ts";

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
