import type { Ruleset } from "../game/ruleset.ts";
import { participantAt } from "../game/match.ts";
import { drawSecond } from "../game/habits.ts";
import type { Random } from "../game/random.ts";
import { shortenTo } from "../game/shorten.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { refusalOf, utter } from "../game/utterance.ts";
import { converse, type Intent } from "./agent/converse.ts";
import { eliza } from "./agent/eliza.ts";
import type { Character } from "./cast.ts";
import { modelTimeoutMs } from "./patience.ts";
import { randomOf } from "./draws.ts";
import type { Workplace } from "./workplace.ts";
import type { Writing } from "./writing.ts";

/** What the persona means to do; one of its own lines where no model says anything fit. */
export async function intentOf(
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
        drawSecond(TIMING_PROFILES[match.ruleset.timingProfile], draw(writing, "second")),
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
  return refusalOf(utter(text), ruleset) === null;
}

/** One of the persona's short lines, as long as there are some not yet said. */
function ownLine({ match, reply, messages, seat }: Writing, lines: readonly string[]): string {
  const said = messages.filter((message) => message.seat === seat.label).map(({ body }) => body);
  const fresh = lines.filter((line) => !said.includes(line));
  return randomOf("own-line", match.seed, reply).pick(fresh.length > 0 ? fresh : lines);
}

function draw({ match, reply }: Writing, what: string): Random {
  return randomOf(what, match.seed, reply);
}
