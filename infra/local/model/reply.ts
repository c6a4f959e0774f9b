import type { Chat } from "./chat.ts";
import { type Draw, drawFrom, seedOf } from "./draw.ts";
import type { Intent } from "./intents/intent.ts";
import {
  AGAIN,
  ANSWERED,
  NUDGES,
  OPENERS,
  REACTIONS,
  SHARED,
  SHRUGS,
  TOPICS,
  YES_OR_NO,
} from "./intents/open.ts";
import { FOLLOW_UPS } from "./intents/follow-ups.ts";
import { SMALL_TALK } from "./intents/manners.ts";
import { intentNamed, type Meaning, meaningsOf, spelledOut } from "./intents/table.ts";
import { freshLine } from "./lines.ts";
import { bareAnswer, isQuestion, type Memory, remember } from "./memory.ts";
import type { Sheet } from "./sheet.ts";
import { answerSum } from "./sums.ts";
import { tasteFor } from "./taste.ts";
import { speak } from "./voice.ts";

/** A message, and what may follow it as a second one. */
export interface Reply {
  text: string;
  then: string;
}

interface Mind {
  chat: Chat;
  sheet: Sheet;
  draw: Draw;
  memory: Memory;
}

/** What the persona says next in this chat; `found` is what a tool has brought to mind. */
export function replyTo(chat: Chat, sheet: Sheet, draw: Draw, found = ""): Reply {
  const mind: Mind = { chat, sheet, draw, memory: remember(chat) };
  const { text, then } = found ? { text: found, then: askedBack(mind) } : think(mind);
  const said = speak(text || lastResort(mind), sheet, draw);
  const added = then && speak(then, sheet, draw);
  if (!roomFor(said, sheet)) return { text: brief(said, sheet, draw), then: "" };
  if (sheet.mayAdd || !added) return { text: said, then: added };
  return { text: together(said, added, roomOf(sheet)), then: "" };
}

function think(mind: Mind): Reply {
  const { chat, draw, sheet } = mind;
  if (chat.latest.length === 0) return { text: unprompted(mind), then: "" };
  const latest = chat.latest.join("\n");
  const sum = answerSum(latest, draw);
  if (sum) return { text: sum, then: "" };
  const meanings = meaningsOf(latest);
  const telling = meanings.filter(({ intent }) => !SMALL_TALK.includes(intent));
  const [first, second] = telling.length > 0 ? telling : meanings;
  if (!first) return heardOut(mind, latest);
  if (second && PLEASANTRIES.has(first.intent.name) && draw.chance(0.6))
    return { text: answerTo(second, mind), then: "" };
  const answer = answerTo(first, mind);
  if (second) return { text: together(answer, answerTo(second, mind), roomOf(sheet)), then: "" };
  return { text: answer, then: answer.includes("?") ? "" : backTo(first, mind) };
}

/** Said on the way to something else. */
const PLEASANTRIES = new Set(["their-mood", "thanks", "their-age", "sorry"]);

/** With nothing to answer: the first words, or a word into the silence. */
function unprompted(mind: Mind): string {
  const { chat, sheet, draw } = mind;
  const { nudge = [], ask = [] } = sheet.sayings;
  if (chat.own.length > 0)
    return freshLine(nudge, mind) || freshLine(draw.chance(0.5) ? NUDGES : ask, mind);
  return freshLine(draw.chance(0.8) ? OPENERS : [...ask, ...OPENERS], mind);
}

/** A reaction to what no intent covers: an answer to one's own question, a question, a remark. */
function heardOut(mind: Mind, latest: string): Reply {
  const { memory, sheet, draw } = mind;
  const { react = [], shrug = [] } = sheet.sayings;
  if (isQuestion(latest)) {
    const plain = /^(do|does|did|are|is|can|could|would|will|have|has|should)\b/;
    const lines = plain.test(spelledOut(latest)) && draw.chance(0.5) ? YES_OR_NO : shrug;
    return { text: freshLine(lines, mind) || freshLine([...shrug, ...SHRUGS], mind), then: "" };
  }
  const heard = bareAnswer(latest);
  const about = memory.pending || (memory.heard.at(-1)?.intent.name ?? "");
  const answered = heard === "" ? [] : (ANSWERED[about] ?? []);
  const text =
    (draw.chance(0.7) ? freshLine(answered, mind, named(heard, about, sheet)) : "") ||
    freshLine(react, mind) ||
    freshLine([...answered, ...REACTIONS], mind, named(heard, about, sheet));
  if (text.includes("?")) return { text, then: "" };
  const shown = memory.heard.some(({ intent }) => intent.name === about);
  const shared = !shown && draw.chance(0.4) ? freshLine(SHARED[about] ?? [], mind) : "";
  return { text, then: shared || askedBack(mind) };
}

/** A name or a place as this persona would spell it. */
function named(heard: string, about: string, { style }: Sheet): string {
  const proper = (about === "name" || about === "place") && !style.includes("lower-case");
  return proper ? heard.replace(/(^|[ -])\p{Ll}/gu, (start) => start.toUpperCase()) : heard;
}

/** Answers what a meaning says or asks. */
function answerTo(meaning: Meaning, mind: Mind): string {
  const { memory, sheet, draw } = mind;
  const { intent } = meaning;
  const heard = named(meaning.heard, intent.tells ?? "", sheet);
  if (FOLLOW_UPS.includes(intent)) return followUp(intent, mind);
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

/** A question in return, about what is not known yet. */
function backTo(meaning: Meaning, mind: Mind): string {
  const { memory, draw, sheet } = mind;
  const { intent } = meaning;
  const heard = named(meaning.heard, intent.tells ?? "", sheet);
  if (!draw.chance(curiosity(mind))) return "";
  const known = memory.told.has(intent.name) || memory.asked.has(intent.name);
  const back = known ? "" : freshLine(intent.back ?? [], mind, heard);
  return back || (SMALL_TALK.includes(intent) ? askedBack(mind) : "");
}

/** Something else to talk about, in the persona's own words where it has some. */
function askedBack(mind: Mind): string {
  const { memory, sheet, draw } = mind;
  if (!draw.chance(curiosity(mind))) return "";
  const open = (question: string) =>
    meaningsOf(question).every(
      ({ intent }) => !memory.told.has(intent.name) && !memory.asked.has(intent.name),
    );
  const { ask = [] } = sheet.sayings;
  return freshLine(ask.filter(open), mind) || freshLine(TOPICS.filter(open), mind);
}

/** How likely the persona is to ask something now. */
function curiosity({ sheet, memory, chat }: Mind): number {
  if (sheet.questioned) return 0.08;
  const habit = sheet.style.includes("asks a lot") ? 0.6 : 0.4;
  const base = sheet.style.includes("asks little") ? 0.22 : habit;
  // Nobody asks with every message.
  return memory.pending === "" || chat.own.length < 2 ? base : base / 2;
}

/** A word or two, where every line has been said. */
function lastResort(mind: Mind): string {
  const { react = [], shrug = [] } = mind.sheet.sayings;
  return (
    freshLine([...react, ...shrug], mind) ||
    freshLine([...REACTIONS, ...SHRUGS, ...AGAIN], mind) ||
    freshLine(
      ["anyway", "so", "mm", "ok then", "right", "well", "hm", "so yeah", "you know"],
      mind,
    ) ||
    "hm"
  );
}

/** Two thoughts in one message, where there is room for both. */
function together(first: string, second: string, room: number): string {
  if (!second || !first) return first || second;
  const stopped = /[.!?…]$/.test(first);
  const going = lowered(second);
  const light = second.length <= 14 && !first.includes(",") && !/^\p{Lu}/u.test(going);
  const both = stopped
    ? `${first} ${second}`
    : light
      ? `${first}, ${going}`
      : `${first}. ${second}`;
  return both.length <= room ? both : first;
}

/** A question as it goes on after a comma. */
const lowered = (text: string) =>
  text.replace(/^(What|How|Where|Who|Why|And|You|Yours|Any|Do|Is|Are)\b/, (word) =>
    word.toLowerCase(),
  );

/** Characters that this persona is ready to type at once. */
function roomOf({ style, limit }: Sheet): number {
  return Math.min(
    limit,
    style.includes("short answers") ? 70 : style.includes("talkative") ? 160 : 110,
  );
}

function roomFor(text: string, { limit }: Sheet): boolean {
  return Array.from(text).length <= limit;
}

/** A word instead of a line that would break off; cut only where there is not even room for that. */
function brief(text: string, sheet: Sheet, draw: Draw): string {
  const { laugh = [], yes = [], filler = [] } = sheet.manner;
  const words = [...laugh, ...yes, ...filler, "hm"].map((word) => speak(word, sheet, draw));
  const short = draw.pick(words.filter((word) => roomFor(word, sheet)));
  return short ?? Array.from(text).slice(0, sheet.limit).join("");
}
