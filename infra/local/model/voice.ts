import type { Draw } from "./draw.ts";
import type { Sheet } from "./sheet.ts";

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\byou are\b|\byou're\b/g, "ur"],
  [/\byour\b/g, "ur"],
  [/\byou\b/g, "u"],
  [/\bbecause\b/g, "cuz"],
  [/\bright now\b/g, "rn"],
  [/\bto be honest\b/g, "tbh"],
  [/\bi don't know\b|\bno idea\b/g, "idk"],
  [/\bplease\b/g, "pls"],
  [/\bwith\b/g, "w"],
];
const EMOJI = ["😭", "😂", "💀", "🙃", "😅"];

type Habit = (text: string, draw: Draw) => string;

/** How each word of a persona's style changes a plain, lower-case line; applied in this order. */
const HABITS: Readonly<Record<string, Habit>> = {
  "short forms": (text, draw) =>
    SHORT_FORMS.reduce(
      (line, [long, short]) => (draw.chance(0.7) ? line.replace(long, short) : line),
      text,
    ),
  "second-language slips": (text, draw) =>
    draw.chance(0.25) ? text.replace(/\b(a|the) /, "") : text,
  "typos now and then": (text, draw) => (draw.chance(0.15) ? withTypo(text, draw) : text),
  "dots for pauses": (text, draw) => (draw.chance(0.2) ? text.replace(", ", "... ") : text),
  "lower-case": (text) => text.toLowerCase(),
  "no full stops": (text) => text.replace(/(?<!\.)\.$/, "").replace(/(?<!\.)\. (?=\S)/g, ", "),
  capitals: (text) => capitalised(text),
  "capitals and full stops": (text) => stopped(capitalised(text)),
  "commas and full stops": (text, draw) => (draw.chance(0.6) ? stopped(text) : text),
  "exclamation marks now and then": (text, draw) =>
    draw.chance(0.3) ? text.replace(/(?<!\.)\.$/, "!") : text,
  "emoji now and then": (text, draw) =>
    draw.chance(0.15) ? `${text} ${draw.pick(EMOJI) ?? ""}` : text,
};

/** A plain line as this persona would type it. */
export function speak(text: string, { style }: Sheet, draw: Draw): string {
  return Object.entries(HABITS)
    .filter(([habit]) => style.includes(habit))
    .reduce((line, [, change]) => change(line, draw), text)
    .trim();
}

function capitalised(text: string): string {
  return text
    .replace(/^\p{Ll}|(?<=[.!?] )\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replace(/\bi\b(?=['’ ,.!?]|$)/g, "I");
}

/** Whether the last clause of a line asks something. */
const QUESTION =
  /(?:^|[.!?,] )(?:so |and |then )?(?:what|what's|where|who|how|do|did|are|is|any|been|seen|got|why|whereabouts|cold|yours|you)(?: [^.!?,]*)?$/i;

function stopped(text: string): string {
  if (/[.!?]$/.test(text)) return text;
  return QUESTION.test(text) ? `${text}?` : `${text}.`;
}

/** Two neighbouring letters swapped, or one left out, inside a longer word. */
function withTypo(text: string, draw: Draw): string {
  const words = [...text.matchAll(/[a-z]{5,}/g)];
  const word = draw.pick(words);
  if (!word) return text;
  const at = word.index + 1 + Math.floor(draw.next() * (word[0].length - 3));
  const [first = "", second = ""] = [text[at], text[at + 1]];
  const slip = draw.chance(0.5) ? second + first : first;
  return text.slice(0, at) + slip + text.slice(at + 2);
}
