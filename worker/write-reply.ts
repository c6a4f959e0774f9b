import type { Plan, Reply } from "../db/queries/replies.ts";
import { participantAt } from "../game/match.ts";
import type { Ruleset } from "../game/ruleset.ts";
import { slip } from "../game/slips.ts";
import { shortenTo } from "../game/shorten.ts";
import { TIMING_PROFILES } from "../game/timing.ts";
import { drawFalseStart, drawLeaving, drawQuiet, drawSecond } from "../game/habits.ts";
import { createRandom, type Random } from "../game/random.ts";
import { lengthOf, refusalOf, utter } from "../game/utterance.ts";
import type { StoredMessage } from "../game/view.ts";
import { converse, type Intent } from "./agent/converse.ts";
import { eliza } from "./agent/eliza.ts";
import { castOf, type Character } from "./cast.ts";
import type { Invitation } from "./occasion.ts";
import { charactersInTime, type Moment, paceOf, timeReply } from "./pacing.ts";
import { modelTimeoutMs } from "./patience.ts";
import type { Place } from "./place.ts";
import { randomOf } from "./schedule.ts";
import type { Workplace } from "./workplace.ts";

export interface Writing extends Place {
  reply: Reply;
  invitation: Invitation;
  /** Of this conversation, oldest first. */
  messages: readonly StoredMessage[];
  now: () => number;
}

/** Nobody begins a message that has room for less. */
const SHORTEST = 2;
/** Unscaled milliseconds by which people finish before their time is over, on average: assumption. */
const SPARE_MS = 1500;
/** Real milliseconds that delivering may take. */
const DELIVERY_MS = 150;

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
  if (invitation.kind === "heard" && drawQuiet(profileOf(writing), draw(writing, "quiet")))
    return abandoned(writing, moment);
  const limit = Math.min(match.ruleset.messageChars, charactersInTime(moment));
  if (limit < SHORTEST) return null;
  const { turn, model, effortMs } = await intentOf(workplace, writing, character, limit);
  if (turn.act === "wait") return null;
  if (turn.act === "leave") return actionPlan("leave", now(), 0);
  const thought = { ...moment.pace, thinkingMs: pace.thinkingMs + effortMs };
  const typed = slip(turn.text, character.body.typing.slipRate, draw(writing, "slip"));
  const text = fits(typed.text, match.ruleset) ? typed.text : turn.text;
  const timed = timeReply({ ...moment, pace: thought, now: now() }, text);
  if (!timed) return null;
  if (leaveAt <= timed.deliverAt) return actionPlan("leave", Math.max(leaveAt, now()), 0);
  const rest =
    timed.body === text ? [text === typed.text ? typed.correction : null, turn.then] : [];
  return {
    action: "say",
    body: timed.body,
    rest: match.ruleset.turnTaking === "free" ? rest.filter((line) => line !== null) : [],
    delayMs: timed.delayMs,
    typingAt: new Date(timed.typingAt),
    deliverAt: new Date(timed.deliverAt),
    model,
    fallbackUsed: model === null && character.body.agent === "model",
  };
}

export function profileOf({ match }: Pick<Writing, "match">) {
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
  };
}

function endOf({ match, conversation, reply }: Writing): number {
  const over = Math.min(match.deadlineAt ?? Infinity, conversation.turn?.deadlineAt ?? Infinity);
  const spareMs = randomOf("spare", match.seed, reply).exponential(SPARE_MS);
  return over - spareMs / match.timeScale - DELIVERY_MS;
}

/** What the persona means to do; one of its own lines where no model says anything fit. */
async function intentOf(
  { model, stores }: Workplace,
  writing: Writing,
  character: Character,
  limit: number,
): Promise<Intent> {
  const { match, seat, reply, messages, invitation, personaVersionId, now } = writing;
  const { body } = character;
  const seed = draw(writing, "model").int(2 ** 31);
  const heard = new Set(invitation.heard);
  const talk = [...messages.filter((message) => !heard.has(message)), ...invitation.heard];
  if (body.agent === "eliza") {
    const history = talk.map((message) => ({
      own: message.seat === seat.label,
      body: message.body,
    }));
    return own(shortenTo(eliza(history, seed), limit) ?? "", null);
  }
  const participant = participantAt(match, seat);
  const cast = participant.kind === "ai" ? participant.model : undefined;
  const first = cast ?? body.model;
  const intent = await converse({
    model,
    asker: {
      matchId: match.id,
      seatId: seat.id,
      replyId: reply.id,
      personaVersionId,
      purpose: "reply",
    },
    models: [...(first === null ? [] : [first]), ...body.fallbackModels],
    seed,
    sums: () => draw(writing, "sums"),
    withinMs: modelTimeoutMs(stores.timeScale),
    scene: {
      character,
      ruleset: match.ruleset,
      role: seat.role,
      seat: seat.label,
      messages: talk,
      limit,
      mayAdd:
        match.ruleset.turnTaking === "free" &&
        drawSecond(profileOf(writing), draw(writing, "second")),
      now: now(),
    },
  });
  if (intent.failure !== null) return own(ownLine(writing, body.fallbackLines), intent.failure);
  const text = intent.turn.act === "say" ? shortenTo(intent.turn.text, limit) : "";
  if (text === null || (text !== "" && !fits(text, match.ruleset)))
    return own(ownLine(writing, body.fallbackLines), "unfit");
  return { ...intent, turn: { ...intent.turn, text } };
}

function own(text: string, failure: string | null): Intent {
  return { turn: { act: "say", text, then: null }, model: null, effortMs: 0, failure };
}

function fits(text: string, ruleset: Ruleset): boolean {
  return refusalOf(utter(text), ruleset) === null && lengthOf(text) <= ruleset.messageChars;
}

/** One of the persona's short lines, as long as there are some not yet said. */
function ownLine({ match, reply, messages, seat }: Writing, lines: readonly string[]): string {
  const said = messages.filter((message) => message.seat === seat.label).map(({ body }) => body);
  const fresh = lines.filter((line) => !said.includes(line));
  return randomOf("own-line", match.seed, reply).pick(fresh.length > 0 ? fresh : lines);
}
