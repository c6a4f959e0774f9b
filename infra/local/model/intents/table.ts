import { FACTS } from "./facts.ts";
import { FOLLOW_UPS } from "./follow-ups.ts";
import type { Intent } from "./intent.ts";
import { LIFE } from "./life.ts";
import { MANNERS, SMALL_TALK } from "./manners.ts";
import { PARTNER } from "./partner.ts";
import { RECALL } from "./recall.ts";
import { STRANGE } from "./strange.ts";
import { SUSPICION } from "./suspicion.ts";
import { WORLD } from "./world.ts";

/** All that is understood, the more telling first: the first that fits a clause is meant. */
const INTENTS: readonly Intent[] = [
  RECALL,
  ...SUSPICION,
  ...FOLLOW_UPS,
  ...PARTNER,
  ...WORLD,
  ...FACTS,
  ...LIFE,
  ...MANNERS,
  ...STRANGE,
  ...SMALL_TALK,
];

export interface Meaning {
  intent: Intent;
  /** What was named, such as a town; empty where nothing was. */
  heard: string;
}

export function intentNamed(name: string): Intent | null {
  return INTENTS.find((intent) => intent.name === name) ?? null;
}

/** What a message says, clause by clause, each meaning once. */
export function meaningsOf(text: string): Meaning[] {
  const found = clausesOf(spelledOut(text)).flatMap((clause) => meaningOf(clause) ?? []);
  return found.filter(
    (meaning, index) => found.findIndex((earlier) => same(earlier, meaning)) === index,
  );
}

/** Two questions for what the partner told may ask for two things. */
const same = (one: Meaning, other: Meaning) =>
  one.intent === other.intent && (one.intent !== RECALL || one.heard === other.heard);

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(u|ya|yu|yoy)\b/g, "you"],
  [/\bur\b/g, "your"],
  [/\br\b(?= you)|(?<=\b(what|where|who|how) )r\b/g, "are"],
  [/\b(wat|wut|whta|waht)\b/g, "what"],
  [/\b(wats|whats)\b/g, "what's"],
  [/\bwer\b|\bwere(?= (are )?you)|\bwhre\b/g, "where"],
  [/\bhows\b/g, "how's"],
];

/** In lower case, with the commonest short forms written out. */
export function spelledOut(text: string): string {
  return SPELLINGS.reduce(
    (said, [texted, usual]) => said.replace(texted, usual),
    text.toLowerCase().replaceAll("’", "'").trim(),
  );
}

/** An answer and the question given back, as in "leeds, you?". */
const GIVEN_BACK =
  /(?:,|^(?:good|fine|ok|okay|great|well|not bad|alright|tired)\b)\s*(?=(?:and |what about |how about )?(?:you|yourself|urself)\s*\?*$)|\s+(?=(?:hbu|wbu|hby|wby|and you|what about you|how about you|and yours?)\s*\?*$)/;

function clausesOf(text: string): string[] {
  const clauses = text.split(
    /(?<=[?!.])\s+|\n|, (?=but |so |and (?:what|where|how|do|are) |what|where|how |are you|do you|from |i'?m |i am |my |i live |i work )| and (?=i'?m |i am |my name|i live |i work |what's my|where am i|how old am i)/,
  );
  return clauses
    .flatMap((clause) => splitBack(clause.trim()))
    .map((clause) => clause.trim().replace(/(?<=[^.!])[.!]+$/, ""))
    .filter((clause) => clause !== "");
}

/** What is said beside the meanings that are understood, clause by clause. */
export function unmetIn(text: string): string[] {
  return clausesOf(spelledOut(text)).filter((clause) => meaningOf(clause) === null);
}

function splitBack(clause: string): string[] {
  const at = GIVEN_BACK.exec(clause);
  if (!at) return [clause];
  const end = at.index + at[0].length;
  return [clause.slice(0, end).replace(/[,\s]+$/, ""), clause.slice(end)];
}

function meaningOf(clause: string): Meaning | null {
  for (const intent of INTENTS) {
    const match = intent.test.exec(clause);
    if (match) return { intent, heard: tidied(match.slice(1).find(Boolean) ?? "") };
  }
  return null;
}

/** What was named, without the words that only lead on from it. */
const tidied = (words: string) => words.trim().replace(LOOSE_END, "");

const LOOSE_END =
  /(?: (?:and|but|so|or|as|at|in|on|with|the|a|an|i|you|your|my|is|it|now|too|also|ok|btw|actually|originally|though|because|since|where|what|how|lol|haha|hbu|wbu))+$/;
