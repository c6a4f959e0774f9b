import { drawFrom, seedOf } from "./draw.ts";
import { FOLLOW_UPS } from "./intents/follow-ups.ts";
import type { Intent } from "./intents/intent.ts";
import { AGAIN, SHRUGS } from "./intents/open.ts";
import { RECALL } from "./intents/recall.ts";
import { intentNamed, type Meaning, meaningsOf } from "./intents/table.ts";
import { freshLine } from "./lines.ts";
import type { Mind } from "./mind.ts";
import { recalled } from "./recall.ts";
import { tasteFor } from "./taste.ts";
import { named } from "./voice.ts";

/** Answers what a meaning says or asks. */
export function answerTo(meaning: Meaning, mind: Mind): string {
  const { memory, sheet, draw } = mind;
  const { intent } = meaning;
  const heard = named(meaning.heard, intent.tells ?? "", sheet);
  if (FOLLOW_UPS.includes(intent)) return followUp(intent, mind);
  if (intent === RECALL) return recalled(meaning, mind) || freshLine(AGAIN, mind);
  const asked = memory.heard.some(
    (earlier) => earlier.intent === intent && earlier.heard === meaning.heard,
  );
  const line = (lines: readonly string[]) => freshLine(lines, mind, heard);
  const own = intent.says ? (sheet.sayings[intent.says] ?? []) : [];
  const said = own.length > 0 && draw.chance(0.85) ? line(own) : "";
  if (said) return said;
  if (asked && own.length === 0) {
    const again = line(intent.again ?? []) || line(intent.more ?? []);
    if (again) return again;
  }
  if (intent.name === "like") return tasteFor(heard, sheet) || likes(meaning, mind);
  return line(intent.lines) || line(own) || line(intent.again ?? []) || line(AGAIN);
}

/** A taste stays the same however the request is seeded. */
function likes({ intent, heard }: Meaning, { chat, sheet }: Mind): string {
  const draw = drawFrom(seedOf(`${sheet.facts.name ?? ""}${heard}`));
  return freshLine(intent.lines, { chat, sheet, draw }, heard);
}

/** "Why?", "and you?", "what else?": about what was spoken of before. */
function followUp(intent: Intent, mind: Mind): string {
  const { memory, chat, sheet, draw } = mind;
  const subject = subjectOf(mind);
  if (intent.name === "and-you" && subject) {
    const own = subject.says ? freshLine(sheet.sayings[subject.says] ?? [], mind) : "";
    return own || freshLine(subject.lines, mind) || freshLine(subject.again ?? [], mind);
  }
  const last = memory.heard.findLast(({ intent }) => !FOLLOW_UPS.includes(intent));
  if (intent.name === "like-it" && last?.intent.name === "work" && draw.chance(0.5)) {
    const work = freshLine(["{work}"], mind);
    if (work) return work;
  }
  if (intent.name === "like-it") return freshLine([...intent.lines, ...(intent.again ?? [])], mind);
  if (intent.name === "another" && last) return answerTo(last, mind);
  const more = freshLine(last?.intent.more ?? [], mind, last?.heard);
  if (more) return more;
  const told = chat.own.length > 0 ? freshLine(intent.lines, mind) : "";
  return told || freshLine([...(intent.again ?? []), ...SHRUGS], mind);
}

/** What "and you?" asks for: what the partner has just told, or what the persona asked. */
function subjectOf({ chat, memory }: Mind): Intent | null {
  const now = meaningsOf(chat.latest.join("\n")).find(
    ({ intent }) => !FOLLOW_UPS.includes(intent) && (intent.tells ?? intent.back),
  );
  const before = memory.heard.at(-1)?.intent;
  const theirs = /\byours\b/i.test(chat.latest.join(" ")) ? before?.tells : undefined;
  const name = now?.intent.tells ?? now?.intent.name ?? theirs ?? memory.pending;
  return intentNamed(name || (before?.tells ?? before?.name ?? ""));
}
