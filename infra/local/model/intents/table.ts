import { FACTS } from "./facts.ts";
import type { Intent } from "./intent.ts";
import { MANNERS } from "./manners.ts";
import { STRANGE } from "./strange.ts";
import { SUSPICION } from "./suspicion.ts";
import { WORLD } from "./world.ts";

/** All that is understood, the more telling first: the first that fits a clause is meant. */
const INTENTS: readonly Intent[] = [...SUSPICION, ...WORLD, ...FACTS, ...MANNERS, ...STRANGE];

export interface Meaning {
  intent: Intent;
  /** What was named, such as a town; empty where nothing was. */
  heard: string;
}

/** What a message says, clause by clause, each meaning once. */
export function meaningsOf(text: string): Meaning[] {
  const said = spelledOut(text.toLowerCase().replaceAll("’", "'").trim());
  const clauses = said.split(/(?<=[?!.])\s+|\n/).filter((clause) => clause.trim() !== "");
  const found = clauses.flatMap((clause) => meaningOf(clause.trim()) ?? []);
  return found.filter(
    (meaning, index) => found.findIndex(({ intent }) => intent === meaning.intent) === index,
  );
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(u|ya|yu)\b/g, "you"],
  [/\bur\b/g, "your"],
  [/\br\b(?= you)/g, "are"],
  [/\b(wat|wut|whta)\b/g, "what"],
  [/\b(wats|whats)\b/g, "what's"],
  [/\bwer\b|\bwere(?= (are )?you)/g, "where"],
];

function spelledOut(text: string): string {
  return SPELLINGS.reduce((said, [texted, usual]) => said.replace(texted, usual), text);
}

function meaningOf(clause: string): Meaning | null {
  for (const intent of INTENTS) {
    const match = intent.test.exec(clause);
    if (match) return { intent, heard: (match.slice(1).find(Boolean) ?? "").trim() };
  }
  return null;
}
