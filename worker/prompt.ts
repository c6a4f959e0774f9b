import type { Label, Role } from "../game/match.ts";
import type { Ruleset } from "../game/ruleset.ts";
import type { StoredMessage } from "../game/view.ts";
import type { Character } from "./cast.ts";
import type { ChatMessage } from "./language-model.ts";

export interface Scene {
  character: Character;
  ruleset: Ruleset;
  role: Role;
  seat: Label;
  /** Of this conversation, oldest first. */
  messages: readonly StoredMessage[];
  /** Characters that this reply may have. */
  limit: number;
  now: number;
}

/** What the model is asked for a seat's next message. */
export function replyPrompt(scene: Scene): ChatMessage[] {
  return [{ role: "system", content: systemPrompt(scene) }, ...transcript(scene), ...cue(scene)];
}

/** What the model is asked once the chat is over: was the partner an AI? */
export function guessPrompt(scene: Scene): ChatMessage[] {
  const content =
    '[The chat is over. How likely is it that your partner was an AI? Judge as the person you play would, from the chat alone, and be as unsure as people are. Answer with JSON only: {"pAi": a number from 0 to 1, "reason": "a few words in your own voice"}]';
  return [
    { role: "system", content: systemPrompt(scene) },
    ...transcript(scene),
    { role: "user", content },
  ];
}

function systemPrompt({ character, ruleset, role, limit, now }: Scene): string {
  const { body, particulars } = character;
  const persona = body.prompt.replace(
    /\{(\w+)\}/g,
    (placeholder, key: string) => particulars[key] ?? placeholder,
  );
  return [
    persona,
    [
      "This chat:",
      `- limit: at most ${limit} characters a message`,
      `- time: the whole chat lasts ${ruleset.chatSeconds} seconds`,
      `- turns: ${TURNS[ruleset.turnTaking]}`,
      `- part: ${PARTS[role]}`,
      `- now: ${localTime(now, particulars.zone)}`,
    ].join("\n"),
  ].join("\n\n");
}

const TURNS: Record<Ruleset["turnTaking"], string> = {
  free: "everybody writes whenever they like",
  alternating: "you and your partner write in turns",
  "ask-answer": "your partner asks, you answer",
  simultaneous: "everybody answers at once",
};

const PARTS: Record<Role, string> = {
  both: "you and your partner question each other",
  interrogator: "you ask the questions",
  witness: "you are the one being questioned",
};

/** Others speak as `user`; where there are several, by their letter. */
function transcript({ messages, seat }: Scene): ChatMessage[] {
  const others = new Set(messages.map((message) => message.seat).filter((label) => label !== seat));
  return messages.map((message): ChatMessage => {
    if (message.seat === seat) return { role: "assistant", content: message.body };
    const content = others.size > 1 ? `${message.seat}: ${message.body}` : message.body;
    return { role: "user", content };
  });
}

/** A direction for when nobody's message is to be answered. */
function cue({ messages, seat }: Scene): ChatMessage[] {
  const last = messages.at(-1);
  if (last && last.seat !== seat) return [];
  const content = last
    ? "[Your partner has not answered. Write your next message.]"
    : "[The chat has just opened and nobody has written yet. Write the first message.]";
  return [{ role: "user", content }];
}

/** Making a formatter takes longer than all the rest of a prompt. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function localTime(now: number, timeZone = "UTC"): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
  clocks.set(timeZone, clock);
  return clock.format(now).replace(" at ", " ");
}
