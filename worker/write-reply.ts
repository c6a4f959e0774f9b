import type { Plan as WholePlan } from "../db/queries/replies.ts";
import { slip } from "../game/slips.ts";
import { takesTurns } from "../game/ruleset.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { drawFalseStart, drawLeaving, drawQuiet } from "../game/habits.ts";
import { createRandom, type Random } from "../game/random.ts";
import { appearsAt } from "../game/release.ts";
import { castOf } from "./cast.ts";
import { intentOf } from "./intent.ts";
import { charactersInTime, type Moment, paceOf, timeReply } from "./pacing.ts";
import { randomOf } from "./draws.ts";
import type { Writing } from "./writing.ts";
import type { Workplace } from "./workplace.ts";

/** Its dots follow from it. */
type Plan = Omit<WholePlan, "dotsAt">;

/** Nobody begins a message that has room for less. */
const SHORTEST = 2;
/**
 * Share of those who, short of time, say less; the others are cut off while they type. A turn's
 * clock is watched, a chat's end comes as a surprise: assumption.
 */
const HURRIED = { turn: 0.85, chat: 0 };
/** Real milliseconds that delivering takes at least; what takes longer comes too late, as people's. */
const DELIVERY_MS = 4;
/** Keys go down until the page closes, whenever that is: no dots end with the time. Unscaled. */
const NOTICING_MS = 10_000;

/** What a seat does on its occasion and when; null when it lets the occasion pass. */
export async function writeReply(workplace: Workplace, writing: Writing): Promise<Plan | null> {
  const { match, round, seat, reply, personaVersionId, invitation, now } = writing;
  const character = await castOf(
    workplace.stores.database,
    match,
    round,
    seat.label,
    personaVersionId,
  );
  const pace = paceOf(writing, character.body.typing.speedFactor);
  if (!pace) return null;
  const moment: Moment = {
    receivedAt: reply.receivedAt.getTime(),
    endsAt: endOf(writing),
    timeScale: match.timeScale,
    pace,
    now: now(),
  };
  const leaveAt = leavingOf(writing);
  if (leaveAt <= moment.receivedAt + pace.thinkingMs / match.timeScale)
    return actionPlan("leave", Math.max(leaveAt, now()), 0);
  // Who was about to answer already answers what came in meanwhile too.
  const answers = invitation.kind === "heard" && !reply.restarted;
  if (answers && drawQuiet(profileOf(writing), draw(writing, "quiet")))
    return abandoned(writing, moment);
  const inTime = charactersInTime(moment);
  const share = takesTurns(match.ruleset) ? HURRIED.turn : HURRIED.chat;
  const hurried = draw(writing, "hurry").chance(share) && inTime >= SHORTEST;
  if (inTime < SHORTEST) return cutOff(writing, moment, moment.pace.thinkingMs);
  const { messageChars } = match.ruleset;
  const limit = hurried ? Math.min(messageChars, inTime) : messageChars;
  const { turn, model, effortMs, failure } = await intentOf(workplace, writing, character, limit);
  if (turn.act === "wait") return null;
  if (turn.act === "leave") return actionPlan("leave", now(), 0);
  const thought = { ...moment.pace, thinkingMs: pace.thinkingMs + effortMs };
  const typed = slip(turn.text, character.body.typing.slipRate, draw(writing, "slip"), limit);
  const timed = timeReply({ ...moment, pace: thought, now: now() }, typed.text);
  if (timed?.body !== typed.text && !hurried) return cutOff(writing, moment, thought.thinkingMs);
  if (!timed) return null;
  const deliverAt = appearsAt(match, writing.conversation.id, seat.label, timed.deliverAt);
  if (deliverAt === null) return null;
  if (leaveAt <= deliverAt) {
    const at = Math.max(leaveAt, now());
    return actionPlan("leave", at, Math.max(0, at - timed.typingAt));
  }
  const rest = timed.body === typed.text ? [typed.correction, turn.then] : [];
  return {
    action: "say",
    body: timed.body,
    rest: match.ruleset.turnTaking === "free" ? rest.filter((line) => line !== null) : [],
    delayMs: timed.delayMs,
    typingAt: new Date(timed.typingAt),
    deliverAt: new Date(deliverAt),
    model,
    fallbackUsed: failure !== null,
    failure,
  };
}

function profileOf({ match }: Pick<Writing, "match">) {
  return TIMING_PROFILES[match.ruleset.timingProfile];
}

function draw({ match, reply }: Writing, what: string): Random {
  return randomOf(what, match.seed, reply);
}

/** When this seat leaves its round, epoch milliseconds; Infinity for those who stay. */
function leavingOf({ match, round, seat }: Writing): number {
  const random = createRandom(match.seed, "leaving", round.number, seat.label);
  const ms = drawLeaving(profileOf({ match }), random, match.ruleset.chatSeconds * 1000);
  return ms === null ? Infinity : Math.round(round.openedAt + ms / match.timeScale);
}

/** Nothing is said; now and then somebody begins to type it all the same. */
function abandoned(writing: Writing, { receivedAt, timeScale, endsAt, now }: Moment): Plan | null {
  const dots = drawFalseStart(profileOf(writing), draw(writing, "abandon"));
  if (!dots) return null;
  const from = Math.max(now, receivedAt + dots.startMs / timeScale);
  const to = from + dots.lengthMs / timeScale;
  return to < endsAt ? actionPlan("abandon", to, to - from) : null;
}

function actionPlan(action: "leave" | "abandon", at: number, typingMs: number): Plan {
  return {
    action,
    body: null,
    rest: [],
    delayMs: null,
    typingAt: new Date(at - typingMs),
    deliverAt: new Date(at),
    model: null,
    fallbackUsed: false,
    failure: null,
  };
}

/** Somebody begins to type what the time does not allow: dots, and then nothing. */
function cutOff(writing: Writing, moment: Moment, thinkingMs: number): Plan | null {
  const from = Math.max(writing.now(), moment.receivedAt + thinkingMs / moment.timeScale);
  const to = moment.endsAt + DELIVERY_MS + NOTICING_MS / moment.timeScale;
  return from < to ? actionPlan("abandon", to, to - from) : null;
}

function endOf({ match, conversation }: Writing): number {
  const over = Math.min(match.deadlineAt ?? Infinity, conversation.turn?.deadlineAt ?? Infinity);
  return over - DELIVERY_MS;
}
