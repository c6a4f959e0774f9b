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
  "dots for pauses": (text, draw) => (draw.chance(0.2) ? text.replace(", ", "... ") : text),
  "lower-case": (text) => text.toLowerCase(),
  "no full stops": (text, draw) => {
    const bare = text.replace(/(?<!\.)\.$/, "");
    const open = bare.includes(",") ? bare : bare.replace(/(?<!\.)\. (?=\p{Ll})/gu, ", ");
    return draw.chance(0.5) ? open.replace(/(?<=\w)\?$/, "") : open;
  },
  capitals: (text) => capitalised(text),
  "capitals and full stops": (text) => stopped(capitalised(text)),
  "commas and full stops": (text, draw) => (draw.chance(0.6) ? stopped(text) : text),
  "exclamation marks now and then": (text, draw) =>
    draw.chance(0.3) ? text.replace(/(?<!\.)\.$/, "!") : text,
  "emoji now and then": (text, draw) =>
    draw.chance(0.09) ? `${text} ${draw.pick(EMOJI) ?? ""}` : text,
};

/** A plain line as this persona would type it. */
export function speak(text: string, { style }: Sheet, draw: Draw): string {
  return Object.entries(HABITS)
    .filter(([habit]) => style.includes(habit))
    .reduce((line, [, change]) => change(line, draw), text)
    .trim();
}

/** A name or a place as this persona would spell it. */
export function named(heard: string, about: string, { style }: Sheet): string {
  const proper = (about === "name" || about === "place") && !style.includes("lower-case");
  return proper ? heard.replace(/(^|[ -])\p{Ll}/gu, (start) => start.toUpperCase()) : heard;
}

function capitalised(text: string): string {
  return text
    .replace(/^\p{Ll}|(?<=[.!?] )\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replace(/\bi\b(?=['’ ,.!?]|$)/g, "I");
}

/** Whether the last clause of a line asks something. */
const QUESTION =
  /(?:^|[.!?,] )(?:so |and |then )?(?:(?:what|what's|where|who|how|any|been doing|seen any|got any|why|whereabouts|do you|did you|are you|is it|is that)(?: [^.!?,]*)?|you|yours)$/i;

function stopped(text: string): string {
  if (/[.!?]$/.test(text)) return text;
  return QUESTION.test(text) ? `${text}?` : `${text}.`;
}
