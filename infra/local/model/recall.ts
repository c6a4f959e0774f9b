import { SHRUGS } from "./intents/open.ts";
import { KINDS, QUOTED, RECALL, RECALLED, RECALLED_AGAIN, REMEMBERED } from "./intents/recall.ts";
import { type Meaning, meaningsOf, spelledOut } from "./intents/table.ts";
import { freshLine } from "./lines.ts";
import { isQuestion, WHO_THEY_ARE } from "./memory.ts";
import type { Mind } from "./mind.ts";
import { named } from "./voice.ts";

/** Answers a question for what the partner has told before, from what it wrote. */
export function recalled({ heard: question }: Meaning, mind: Mind): string {
  const again = mind.memory.heard.some(
    ({ intent, heard }) => intent === RECALL && heard === question,
  );
  const thing = thingTold(question, mind);
  const known = /\b(?:remember|recall|know|forget|forgot|forgotten)\b/.test(question);
  if (thing) {
    const fitting = known ? freshLine(REMEMBERED, mind, thing) : "";
    return fitting || freshLine(again ? [...RECALLED_AGAIN, ...RECALLED] : RECALLED, mind, thing);
  }
  const quote = quoted(question, mind);
  // Whoever has asked the same may still say that it was asked.
  const own = again ? mind.chat.own : [];
  if (quote) return freshLine(QUOTED, { ...mind, chat: { ...mind.chat, own } }, quote);
  const unknown = [...(again ? (RECALL.again ?? []) : []), ...RECALL.lines];
  return freshLine(unknown, mind) || freshLine(SHRUGS, mind);
}

/** The thing asked for, as the partner named it; empty where it did not. */
function thingTold(question: string, mind: Mind): string {
  const { memory, sheet } = mind;
  const statements = statementsOf(mind);
  if (/\babout me\b|\bwhat have i told\b/.test(question)) return allTold(mind);
  const noun = nounIn(question);
  const said = noun && statedAs(noun, statements);
  const topic = topicOf(question);
  const told = named(memory.told.get(topic)?.what ?? "", topic, sheet);
  if (told && WHO_THEY_ARE.includes(topic)) return told;
  if (said) return said;
  // Whoever asks what their dog is called knows that it is a dog.
  if (told && told !== noun) return told;
  return ofKind(noun, statements) || tasteTold(question, statements) || kept(question, mind);
}

/** Who the partner is, as far as it has told. */
function allTold({ memory, sheet }: Mind): string {
  return WHO_THEY_ARE.flatMap((topic) => {
    const what = memory.told.get(topic)?.what;
    return what ? [named(what, topic, sheet)] : [];
  }).join(", ");
}

/** What the partner has stated, oldest first, each clause by itself. */
function statementsOf({ chat }: Mind): string[] {
  return chat.partner
    .flatMap((text) => spelledOut(text).split(/[.!?,;\n]+\s*|\s(?:but|and)\s(?=i\b|i'|my\b)/))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "" && !RECALL.test.test(clause));
}

/** What a question asks for: "fruit" in "which fruit did i say" and in "what's my favourite fruit". */
function nounIn(question: string): string {
  const owned = /\b(?:my|the) (?:favou?rite |secret |magic |lucky |last |code )?([a-z]+)/;
  const which = /\b(?:what|which) (?:kind of |sort of )?([a-z]+) (?:did|do|have|had) i\b/;
  return (owned.exec(question) ?? which.exec(question))?.[1] ?? "";
}

/** From "my fruit is mango", "the word is mango", "a dog called mango": mango. */
function statedAs(noun: string, statements: readonly string[]): string {
  const naming = new RegExp(
    `\\b${noun}s?(?:'s name)?(?: is(?: called| named)?|'s(?: called)?| was| are| called| named|:) (?:a |an |the )?([\\p{L}\\d][\\p{L}\\d'-]*(?: [\\p{L}\\d'-]+){0,2})$`,
    "u",
  );
  return lastOf(statements, naming);
}

/** The topic of a question that the partner asks of itself, by the intent that asks it of others. */
function topicOf(question: string): string {
  const mirrored = MIRROR.reduce((text, [own, theirs]) => text.replace(own, theirs), question);
  const topic = meaningsOf(mirrored).find(({ intent }) => intent !== RECALL)?.intent.name ?? "";
  return topic === "about" || /\b(?:remember|forget|forgot) me\b/.test(question) ? "name" : topic;
}

const MIRROR: readonly (readonly [RegExp, string])[] = [
  [/\bam i\b/g, "are you"],
  [/\bwas i\b/g, "were you"],
  [/\bi(?: a|')m\b/g, "you are"],
  [/\bi was\b/g, "you were"],
  [/\bmy\b/g, "your"],
  [/\bi\b/g, "you"],
];

/** A thing of the kind asked for, as in "mango" for a fruit. */
function ofKind(noun: string, statements: readonly string[]): string {
  const kind = KINDS.get(noun.replace(/s$/, "").replace("color", "colour"));
  return kind ? lastOf(statements, kind) : "";
}

/** What the partner said that it likes, or cannot stand. */
function tasteTold(question: string, statements: readonly string[]): string {
  const [, verb = ""] = /\bdo i (like|love|enjoy|hate|dislike)\b/.exec(question) ?? [];
  if (verb === "") return "";
  const taste = /hate|dislike/.test(verb) ? "their-dislike" : "their-like";
  const told = statements.flatMap((statement) => meaningsOf(statement));
  return told.findLast(({ intent }) => intent.name === taste)?.heard ?? "";
}

/** What the persona was asked to keep in mind. */
function kept(question: string, { memory }: Mind): string {
  const asksForIt = /\b(?:word|number|code|password|thing|remember)\b/.test(question);
  return asksForIt ? (memory.told.get("keep")?.what ?? "") : "";
}

/** The partner's own words, where a question is for nothing but them. */
function quoted(question: string, { chat, memory }: Mind): string {
  const told = memory.told.get(topicOf(question))?.said;
  if (told) return shortened(told);
  const whole = WHOLE_LINE.test(question);
  if (!whole && !ONE_OF_THEM.test(question)) return "";
  const asked = /\bask(?:ed)?\b|\bquestion\b/.test(question);
  const sentences = chat.partner.flatMap((text) => text.split(/(?<=[.!?])\s+|\n/));
  const isRecall = (text: string) => RECALL.test.test(spelledOut(text));
  const before = sentences.slice(0, sentences.findLastIndex(isRecall));
  const fitting = before.filter(
    (text) =>
      !isRecall(text) &&
      (asked ? isQuestion(text) : whole || (!isQuestion(text) && text.split(" ").length > 2)),
  );
  const first = /\b(?:first|beginning|start)\b/.test(question);
  return shortened((first ? fitting[0] : fitting.at(-1)) ?? "");
}

/** "What did i just say?": asks for a line as it was. */
const WHOLE_LINE =
  /\bwhat (?:did|have) i (?:just |already |first |actually )*(?:say|said|tell you|told you|mention(?:ed)?|write|written|type|ask|asked)(?: you| to you| again| just now| earlier| before| first| at the (?:start|beginning)| there| above)*\W*$|\b(?:first|last) (?:thing|message|line|question|word)\b|\brepeat what i\b/;
/** "Which band did i mention?" */
const ONE_OF_THEM = /\b(?:what|which) [a-z]+ (?:did|have) i\b/;

/** Nobody quotes at length. */
function shortened(text: string): string {
  const [first = ""] = text.split(/(?<=[.!?])\s/);
  return Array.from(first).length <= 60 ? first.replace(/[.!]$/, "") : "";
}

function lastOf(statements: readonly string[], pattern: RegExp): string {
  const found = statements.flatMap((statement) => pattern.exec(statement)?.[1] ?? []);
  return found.at(-1) ?? "";
}
