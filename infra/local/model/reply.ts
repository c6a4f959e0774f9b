import type { Chat } from "./chat.ts";
import { type Draw, drawFrom, seedOf } from "./draw.ts";
import { NUDGES, OPENERS, REACTIONS, SHRUGS, TOPICS } from "./intents/open.ts";
import { type Meaning, meaningsOf } from "./intents/table.ts";
import type { Sheet } from "./sheet.ts";
import { answerSum } from "./sums.ts";
import { speak } from "./voice.ts";

/** What the persona says next in this chat. */
export function replyTo(chat: Chat, sheet: Sheet, draw: Draw): string {
  const thought = think(chat, sheet, draw);
  const said = speak(thought, sheet, draw);
  return roomFor(said, sheet) ? said : brief(said, sheet, draw);
}

function think(chat: Chat, sheet: Sheet, draw: Draw): string {
  const fresh = (lines: readonly string[], heard = "") =>
    freshLine(lines, chat, sheet, heard, draw);
  if (chat.latest.length === 0) return fresh(chat.own.length === 0 ? OPENERS : NUDGES);
  const latest = chat.latest.join("\n");
  const sum = answerSum(latest, draw);
  if (sum) return sum;
  const meanings = meaningsOf(latest);
  const telling = meanings.filter(({ intent }) => !SMALL.has(intent.name));
  const [first, second] = telling.length > 0 ? telling : meanings;
  if (!first) return fresh(latest.includes("?") ? SHRUGS : [...REACTIONS, ...TOPICS]);
  const answer = answerTo(first, chat, sheet, draw) || fresh(SHRUGS);
  if (second) return together(answer, answerTo(second, chat, sheet, draw), sheet.limit);
  const back = draw.chance(0.45) ? fresh(first.intent.back ?? [], first.heard) : "";
  return answer.includes("?") ? answer : together(answer, back, sheet.limit);
}

/** Openings of a message that need no answer when something else was said too. */
const SMALL = new Set(["greeting", "agree", "laughing", "really", "disagree"]);

/** Words that mean whatever was spoken of before. */
const FOLLOW_UPS = new Set(["why", "really"]);
const POINTING = /^(it|that|this|them|him|her|there)\b/;

function answerTo({ intent, heard }: Meaning, chat: Chat, sheet: Sheet, draw: Draw): string {
  const before = meaningsOf(chat.partner.slice(0, -chat.latest.length).join("\n"));
  const asked = before.some((earlier) => earlier.intent === intent && earlier.heard === heard);
  const line = (lines: readonly string[]) => freshLine(lines, chat, sheet, heard, draw);
  if (FOLLOW_UPS.has(intent.name) || POINTING.test(heard)) {
    const more = line(before.at(-1)?.intent.more ?? []);
    if (more) return more;
  }
  if (asked) return line(intent.again ?? []) || line(intent.more ?? []) || line(intent.lines);
  // A taste stays the same however the request is seeded.
  const taste =
    intent.name === "like" ? drawFrom(seedOf(`${sheet.facts.name ?? ""}${heard}`)) : draw;
  return freshLine(intent.lines, chat, sheet, heard, taste);
}

/** A filled line that the persona has not said yet; empty when none is left. */
function freshLine(
  lines: readonly string[],
  chat: Chat,
  sheet: Sheet,
  heard: string,
  draw: Draw,
): string {
  const filled = lines.flatMap((line) => fill(line, sheet, heard, draw) ?? []);
  const unsaid = filled.filter((line) => !chat.own.some((own) => alike(own, line)));
  const short = unsaid.filter((line) => line.length <= sheet.limit);
  return draw.pick(short.length > 0 ? short : unsaid) ?? "";
}

/** Null when the persona has nothing to put in. */
function fill(line: string, { facts, manner }: Sheet, heard: string, draw: Draw): string | null {
  const valueOf = (key: string) =>
    key === "heard" ? heard : (facts[key] ?? draw.pick(manner[key] ?? []) ?? "");
  const keys = [...line.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => key);
  const values = keys.map((key) => valueOf(key).replace(/[.!]$/, ""));
  if (values.includes("")) return null;
  return values.reduce(
    (text, value, index) => text.replace(`{${keys[index] ?? ""}}`, () => value),
    line,
  );
}

/** Whether two lines share most of their words; short ones only when they are the same. */
function alike(a: string, b: string): boolean {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\d']+/gu) ?? []);
  const [first, second] = [words(a), words(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  const [least, most] = [Math.min(first.size, second.size), Math.max(first.size, second.size)];
  return least < 3 ? shared === most : shared >= 0.6 * least;
}

/** Two thoughts in one message, where there is room for both. */
function together(first: string, second: string, limit: number): string {
  if (!second) return first;
  const both = second.length <= 12 ? `${first}, ${second}` : `${first}. ${second}`;
  return both.length <= limit ? both : first;
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
