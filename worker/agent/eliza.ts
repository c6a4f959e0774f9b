import { KEYWORDS, type Keyword, MEMORIES, SPELLINGS, TURNED_ROUND } from "./eliza-script.ts";

const GREETING = "How do you do. Please tell me your problem.";
/** Every so many texts a memory may take the place of having nothing to say. */
const MEMORY_EVERY = 4;

/** Words of a clause that are looked at: a decomposition tries them all. */
const MOST_WORDS = 60;

/** A session as its texts have left it: nothing is kept but what can be told over again. */
interface Session {
  seed: number;
  /** How often each decomposition was used: its reassemblies take turns. */
  used: Map<readonly string[], number>;
  memories: string[];
  texts: number;
}

/**
 * What ELIZA says next, with the script DOCTOR (Weizenbaum 1966). A pure function: the session is
 * gone through from its beginning. Seed 0 takes everything in the order of the paper.
 */
export function eliza(history: readonly { own: boolean; body: string }[], seed: number): string {
  const session: Session = { seed, used: new Map(), memories: [], texts: 0 };
  let said = history.length === 0 ? GREETING : "";
  for (const { own, body } of history) if (!own) said = answer(session, body);
  const silent = history.at(-1)?.own ?? false;
  return silent || said === "" ? reassembled(session, keywordNamed("=none"), [], "") : said;
}

function answer(session: Session, text: string): string {
  session.texts++;
  const clause = clauseWithKeyword(text);
  const keys = keysIn(clause);
  const words = turnedRound(clause);
  const [first, ...others] = keys;
  if (!first) return memory(session) ?? reassembled(session, keywordNamed("=none"), [], words);
  if (first.words === "my") keep(session, words);
  return reassembled(session, first, others, words);
}

/** The first clause that has a keyword; the last one where none has. */
function clauseWithKeyword(text: string): string {
  const plain = SPELLINGS.reduce(
    (said, [short, full]) => said.replace(short, full),
    text.toLowerCase().replaceAll("’", "'"),
  );
  const clauses = plain.split(/[.,;:!?()]+|\bbut\b/).map((clause) => clause.trim());
  return clauses.find((clause) => keysIn(clause).length > 0) ?? clauses.findLast(Boolean) ?? "";
}

/** The keywords of a clause, the highest rank first, and the earlier of two that are as high. */
function keysIn(clause: string): Keyword[] {
  const found = wordsOf(clause).flatMap((word) =>
    KEYWORDS.filter(({ words }) => words.split(" ").includes(word)),
  );
  return [...new Set(found)].toSorted((a, b) => (b.rank ?? 0) - (a.rank ?? 0));
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}']+/gu) ?? [];

/** Every word with a space after it, which decompositions count on. */
function turnedRound(clause: string): string {
  return wordsOf(clause)
    .slice(0, MOST_WORDS)
    .map((word) => `${TURNED_ROUND[word] ?? word} `)
    .join("");
}

function keywordNamed(name: string): Keyword {
  const keyword = KEYWORDS.find(({ words }) => words.split(" ").includes(name));
  if (!keyword) throw new Error(`the script has no keyword ${name}`);
  return keyword;
}

/** The next reassembly of the first decomposition that fits. */
function reassembled(
  session: Session,
  { rules }: Keyword,
  others: readonly Keyword[],
  words: string,
): string {
  for (const rule of rules) {
    const parts = decomposed(rule[0], words);
    if (!parts) continue;
    const template = nextOf(session, rule);
    if (!template.startsWith("=")) return filled(template, parts);
    const [next = keywordNamed("=none"), ...later] = others;
    if (template === "=next") return reassembled(session, next, later, words);
    return reassembled(session, linked(template), others, words);
  }
  const [next = keywordNamed("=none"), ...later] = others;
  return reassembled(session, next, later, words);
}

const linked = (link: string) =>
  keywordNamed(["=dit", "=none"].includes(link) ? link : link.slice(1));

function nextOf({ used, seed }: Session, rule: readonly string[]): string {
  const times = used.get(rule) ?? 0;
  used.set(rule, times + 1);
  const templates = rule.slice(1);
  return templates[(seed + times) % templates.length] ?? "";
}

/** The parts of a text by a decomposition, or null where it does not fit. */
function decomposed(decomposition: string, words: string): string[] | null {
  const pattern = decomposition
    .split(" ")
    .map((part) => (part === "0" ? String.raw`((?:\S+ )*?)` : `((?:${part}) )`))
    .join("");
  const match = new RegExp(`^${pattern}$`).exec(words);
  return match ? match.slice(1).map((part) => part.trim()) : null;
}

function filled(template: string, parts: readonly string[]): string {
  const text = template
    .replace(/\{(\d)\}/g, (_, part: string) => parts[Number(part) - 1] ?? "")
    .replace(/\bi are\b/g, "I am")
    .replace(/\bi\b/g, "I")
    .replace(/\s+([.?,])/g, "$1")
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Puts by what the partner said of its own, to come back to. */
function keep(session: Session, words: string): void {
  const [decomposition, ...templates] = MEMORIES;
  const parts = decomposed(decomposition, words);
  const template = templates[(session.seed + words.length) % templates.length];
  if (parts && template) session.memories.push(filled(template, parts));
}

function memory({ memories, texts }: Session): string | null {
  return texts % MEMORY_EVERY === MEMORY_EVERY - 1 ? (memories.shift() ?? null) : null;
}
