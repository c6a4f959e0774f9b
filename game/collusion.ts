import { wilson } from "./statistics.ts";

/** By which rules two people are suspected to play together rather than against each other. */
export const COLLUSION = {
  /** Days that are looked back on for a shared device or invitation. */
  traceDays: 30,
  /** Pairs that chance made meet so often in so many days, and in most matches of both. */
  often: { meetings: 4, days: 14, share: 0.5 },
  /** So many words in a row, of so many letters, in so many earlier matches of the two. */
  phrase: { words: 3, letters: 14, matches: 2 },
  /** Rated games; the Wilson lower bound above this floor, and so far above what others reach. */
  accuracy: { games: 30, floor: 0.85, above: 0.2 },
} as const;

/** Guesses that took a side, and how many of them were right. */
export interface Guessed {
  games: number;
  correct: number;
}

/** What is known of two people in one match. */
export interface PairFacts {
  sharedAddress: boolean;
  sharedDevice: boolean;
  sharedInvitation: boolean;
  /** Their matches with each other in the last days, this one included. */
  meetings: number;
  /** The matches of each with people in that time. */
  matches: readonly [number, number];
  /** What the two wrote: now, in each earlier match with each other, and anybody to others. */
  now: readonly string[];
  before: readonly (readonly string[])[];
  elsewhere: readonly string[];
  /** Of each, and of everybody else. */
  guessed: readonly { own: Guessed; others: Guessed }[];
}

export type Hint = { rule: string } & Record<string, string | number>;

/** Why two people may be playing together; empty where nothing says so. */
export function collusionHints(facts: PairFacts): Hint[] {
  const { sharedAddress, sharedDevice, sharedInvitation, meetings } = facts;
  const phrase = sharedPhrase(facts);
  return [
    ...(sharedAddress ? [{ rule: "same-address" }] : []),
    ...(sharedDevice ? [{ rule: "same-device" }] : []),
    ...(sharedInvitation ? [{ rule: "same-invitation" }] : []),
    ...(meetsOften(facts) ? [{ rule: "often-paired", meetings }] : []),
    ...(phrase > 0 ? [{ rule: "same-phrases", phrases: phrase }] : []),
    ...facts.guessed
      .filter(({ own, others }) => isImpossible(own, others))
      .map(({ own }) => ({ rule: "impossible-accuracy", ...own })),
  ];
}

function meetsOften({ meetings, matches }: PairFacts): boolean {
  const { often } = COLLUSION;
  return meetings >= often.meetings && matches.every((all) => meetings > all * often.share);
}

/** Whether somebody is right more often than talking to strangers allows. */
function isImpossible(own: Guessed, others: Guessed): boolean {
  const { games, floor, above } = COLLUSION.accuracy;
  if (own.games < games) return false;
  const { low } = wilson(own.correct, own.games);
  // Where nobody else has played, half is what a coin reaches.
  const usual = wilson(others.correct, others.games).rate ?? 0.5;
  return low >= Math.max(floor, Math.min(usual + above, 0.99));
}

/** How many phrases the two keep for each other: in this match, in earlier ones, nowhere else. */
function sharedPhrase({ now, before, elsewhere }: PairFacts): number {
  const common = new Set(elsewhere.flatMap(phrasesOf));
  const earlier = before.map((texts) => new Set(texts.flatMap(phrasesOf)));
  const kept = [...new Set(now.flatMap(phrasesOf))].filter(
    (phrase) =>
      !common.has(phrase) &&
      earlier.filter((phrases) => phrases.has(phrase)).length >= COLLUSION.phrase.matches,
  );
  return kept.length;
}

function phrasesOf(text: string): string[] {
  const { words: length, letters } = COLLUSION.phrase;
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  return words
    .map((_, from) => words.slice(from, from + length))
    .filter((run) => run.length === length && run.join("").length >= letters)
    .map((run) => run.join(" "));
}
