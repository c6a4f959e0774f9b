import type { Chat } from "./chat.ts";
import { type Meaning, meaningsOf, spelledOut } from "./intents/table.ts";

/** What the persona keeps in mind of a chat, before what it is about to answer. */
export interface Memory {
  /** What the partner has told of itself, by the intent that asks for it. */
  told: ReadonlyMap<string, Told>;
  /** What the partner has asked or said, oldest first. */
  heard: readonly Meaning[];
  /** What the persona itself has asked about. */
  asked: ReadonlySet<string>;
  /** What the persona's last message asked about; empty where it asked nothing. */
  pending: string;
}

interface Told {
  /** The thing named, such as a town; empty where the message was too long to tell. */
  what: string;
  /** The message itself. */
  said: string;
}

export function remember({ lines, latest }: Chat): Memory {
  const told = new Map<string, Told>();
  const heard: Meaning[] = [];
  const asked = new Set<string>();
  let pending = "";
  for (const { own, text } of lines.slice(0, lines.length - latest.length)) {
    const meanings = meaningsOf(text);
    if (own) {
      pending = askedIn(text, meanings, heard.at(-1));
      if (pending) asked.add(pending);
      continue;
    }
    for (const [topic, what] of tellings(text, pending, meanings))
      told.set(topic, { what, said: text });
    heard.push(...meanings);
  }
  for (const text of latest)
    for (const [topic, what] of tellings(text, pending, meaningsOf(text)))
      told.set(topic, { what, said: text });
  return { told, heard, asked, pending };
}

/** What a question is about, also where it only says "you?". */
function askedIn(text: string, meanings: readonly Meaning[], before: Meaning | undefined): string {
  const last = meanings.at(-1)?.intent;
  if (!last || !(text.includes("?") || QUESTION.test(spelledOut(text)))) return "";
  return last.name === "and-you" ? (before?.intent.tells ?? before?.intent.name ?? "") : last.name;
}

const QUESTION =
  /^(so |and )?(where|what|how|who|do|did|are|is|any|got|which|you (fish|watch|play))\b/;

/** What a message tells of its writer, by topic. */
function tellings(
  text: string,
  pending: string,
  meanings: readonly Meaning[],
): readonly (readonly [string, string])[] {
  const told = meanings.flatMap(({ intent, heard }) =>
    intent.tells ? [[intent.tells, heard] as const] : [],
  );
  // Who tells their trade has not told where they are from with it.
  const elsewhere = told.some(([topic]) => topic === pending || WHO_THEY_ARE.includes(topic));
  if (!pending || elsewhere || isQuestion(text) || !answers(text, pending)) return told;
  return [...told, [pending, bareAnswer(text)] as const];
}

/** Who somebody is, by the intents that ask for it. */
export const WHO_THEY_ARE: readonly string[] = ["name", "age", "place", "work"];

/** Whether a message may be the answer to a question for who its writer is. */
export function answers(text: string, pending: string): boolean {
  if (pending === "age") return /\d/.test(text);
  return !WHO_THEY_ARE.includes(pending) || !DOES_SOMETHING.test(spelledOut(text));
}

/** "i just had lunch" */
const DOES_SOMETHING = /^(?:well |oh |so |but |haha )*i (?!am|live|come|work|study|teach|grew|was)/;

export const isQuestion = (text: string) =>
  /\?\s*$/.test(text) ||
  /^(so |and |but |ok |well )?(who|what|what's|where|when|why|how|which|do|does|did|are|is|can|could|would|will|have|has|should|am|tell me|describe|guess)\b/.test(
    spelledOut(text),
  );

/** The thing named in a short answer; empty where it is no short answer. */
export function bareAnswer(text: string): string {
  const bare = spelledOut(text)
    .split(/[,.!?]|\s+(?:you|and you|hbu|wbu)\b/)[0]
    ?.replace(LEAD, "")
    .trim();
  return bare && bare.split(" ").length <= 3 ? bare : "";
}

const LEAD =
  /^(?:(?:i'?m|im|i am|i have|i like|i live|it'?s|my name is|well|oh|um|uh|just|mostly|from|in|near|a|an|the|at|some|probably|like|had|i had|ate|i)\s+)+/;
