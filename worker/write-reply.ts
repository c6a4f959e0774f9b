import type { Plan, Reply } from "../db/queries/replies.ts";
import { createRandom } from "../game/random.ts";
import type { Ruleset } from "../game/ruleset.ts";
import {
  complexityOf,
  drawOpening,
  drawPace,
  drawTypingSpeed,
  type Pace,
  shortenTo,
  TIMING_PROFILES,
} from "../game/timing.ts";
import { lengthOf, refusalOf, utter } from "../game/utterance.ts";
import type { StoredMessage } from "../game/view.ts";
import { castOf, type Character } from "./cast.ts";
import type { Invitation } from "./occasion.ts";
import { charactersInTime, timeReply } from "./pacing.ts";
import type { Place } from "./place.ts";
import { replyPrompt } from "./prompt.ts";
import { randomOf } from "./schedule.ts";
import { spokenText } from "./spoken.ts";
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

/** What a seat says on its occasion and when; null when it lets the occasion pass. */
export async function writeReply(workplace: Workplace, writing: Writing): Promise<Plan | null> {
  const { match, round, seat, reply, personaVersionId, now } = writing;
  const pace = paceOf(writing);
  if (!pace) return null;
  const moment = {
    receivedAt: reply.receivedAt.getTime(),
    endsAt: endOf(writing),
    timeScale: match.timeScale,
    pace,
  };
  const inTime = charactersInTime({ ...moment, now: now() });
  const limit = Math.min(match.ruleset.messageChars, inTime);
  if (limit < SHORTEST) return null;
  const character = await castOf(
    workplace.stores.database,
    match,
    round,
    seat.label,
    personaVersionId,
  );
  const { text, model } = await lineOf(workplace, writing, character, limit);
  const timed = timeReply({ ...moment, now: now() }, text);
  return (
    timed && {
      body: timed.body,
      delayMs: timed.delayMs,
      typingAt: new Date(timed.typingAt),
      deliverAt: new Date(timed.deliverAt),
      model,
      fallbackUsed: model === null,
    }
  );
}

/** One reply's draws; null when the seat waits to be addressed. */
function paceOf({ match, round, seat, reply, invitation }: Writing): Pace | null {
  const profile = TIMING_PROFILES[match.ruleset.timingProfile];
  const speed = createRandom(match.seed, "typing-speed", round.number, seat.label);
  const heard = invitation.heard.map(({ body }) => body).join(" ");
  const exchange = {
    previousCharacters: lengthOf(heard),
    complexity: complexityOf(heard),
    wordsPerMinute: drawTypingSpeed(profile, speed),
  };
  const pace = drawPace(profile, exchange, randomOf("delay", match.seed, reply));
  if (!invitation.opening) return pace;
  const openingMs = drawOpening(profile, randomOf("opening", match.seed, reply));
  return openingMs === null ? null : { ...pace, thinkingMs: openingMs };
}

function endOf({ match, conversation, reply }: Writing): number {
  const over = Math.min(match.deadlineAt ?? Infinity, conversation.turn?.deadlineAt ?? Infinity);
  const spareMs = randomOf("spare", match.seed, reply).exponential(SPARE_MS);
  return over - spareMs / match.timeScale - DELIVERY_MS;
}

/** What the model says in this part, or one of the persona's own lines where it says nothing fit. */
async function lineOf(
  { model }: Workplace,
  writing: Writing,
  character: Character,
  limit: number,
): Promise<{ text: string; model: string | null }> {
  const { match, seat, reply, messages, invitation, now } = writing;
  const { body, particulars } = character;
  const heard = new Set(invitation.heard);
  const said = await model.say({
    model: body.model,
    temperature: body.temperature,
    seed: randomOf("model", match.seed, reply).int(2 ** 31),
    messages: replyPrompt({
      character,
      ruleset: match.ruleset,
      role: seat.role,
      seat: seat.label,
      messages: [...messages.filter((message) => !heard.has(message)), ...invitation.heard],
      limit,
      now: now(),
    }),
  });
  const text = said.ok ? spokenText(said.text, particulars.name) : null;
  const short = text && shortenTo(text, limit);
  if (said.ok && short && fits(short, match.ruleset)) return { text: short, model: said.model };
  return { text: ownLine(writing, body.fallbackLines), model: null };
}

function fits(text: string, ruleset: Ruleset): boolean {
  return refusalOf(utter(text), ruleset) === null;
}

/** One of the persona's short lines, as long as there are some not yet said. */
function ownLine({ match, reply, messages, seat }: Writing, lines: readonly string[]): string {
  const own = messages.filter((message) => message.seat === seat.label).map(({ body }) => body);
  const fresh = lines.filter((line) => !own.includes(line));
  return randomOf("own-line", match.seed, reply).pick(fresh.length > 0 ? fresh : lines);
}
