/** What is known of a match that may speak against counting its games. */
export interface MatchFacts {
  /** Somebody in it has withdrawn from their experiment. */
  withdrawn: boolean;
  /** Moderators took it out of the game. */
  voided: boolean;
  /** Played to try something out. */
  isTest: boolean;
  /** Somebody at it may read what players may not. */
  staffSeated: boolean;
}

/** What is known of a game: one guess, by its detective about its witness. */
export interface GameFacts extends MatchFacts {
  /** Detective or witness failed an attention check of their experiment. */
  failedAttention: boolean;
  /** Detective or witness took part in an earlier version of the same experiment. */
  tookPartBefore: boolean;
  /** Detective or witness said afterwards that they knew the other. */
  knewPartner: boolean;
  /** Detective or witness said afterwards that they had not played as themselves. */
  notAsSelf: boolean;
  /** Detective or witness left before the end. */
  left: boolean;
  /** The witness pasted a message. */
  pasted: boolean;
  /** The detective's AI partners in a row up to this match. */
  priorAiStreak: number;
  /** The detective's matches before this one. */
  priorGames: number;
  /** Messages of the witness to the detective in the round. */
  witnessMessages: number;
  /** Messages of both in the round. */
  messages: number;
}

type FactOf<Facts, Type> = {
  [Name in keyof Facts]: Facts[Name] extends Type ? Name : never;
}[keyof Facts];
type Flag<Facts> = FactOf<Facts, boolean>;
type Count<Facts> = FactOf<Facts, number>;

/** A predicate as data, so that the same is asked of a row in memory and of rows in Postgres. */
export type Condition<Facts = GameFacts> =
  | { fact: Flag<Facts>; holds: true }
  | { fact: Count<Facts>; atLeast: number }
  | { fact: Count<Facts>; below: number };

interface RuleOf<Facts, Marks extends "match" | "game"> {
  name: string;
  /** A change of its condition is a new version. */
  version: number;
  /** What it marks: every game of a match, or a game alone. */
  marks: Marks;
  /** `always` cannot be turned off, `default` is on until turned off, `optional` the reverse. */
  use: "always" | "default" | "optional";
  when: Condition<Facts>;
  description: string;
  source: string;
}
export type ExclusionRule = RuleOf<MatchFacts, "match"> | RuleOf<GameFacts, "game">;

const OURS = "this platform";

/** In the order in which they are asked: the first that holds is the reason of a row. */
export const EXCLUSION_RULES = [
  {
    name: "withdrawn",
    version: 1,
    marks: "match",
    use: "always",
    when: { fact: "withdrawn", holds: true },
    description: "A participant has withdrawn their consent.",
    source: OURS,
  },
  {
    name: "moderation-void",
    version: 1,
    marks: "match",
    use: "always",
    when: { fact: "voided", holds: true },
    description: "Moderators, or an emergency, voided the match.",
    source: OURS,
  },
  {
    name: "test-run",
    version: 1,
    marks: "match",
    use: "always",
    when: { fact: "isTest", holds: true },
    description: "The match was played to try a draft out.",
    source: OURS,
  },
  {
    name: "staff-seated",
    version: 1,
    marks: "match",
    use: "default",
    when: { fact: "staffSeated", holds: true },
    description: "Somebody at the match may read what players may not.",
    source: OURS,
  },
  {
    name: "failed-attention",
    version: 1,
    marks: "game",
    use: "default",
    when: { fact: "failedAttention", holds: true },
    description: "The detective or the witness failed an attention check.",
    source: OURS,
  },
  {
    name: "prior-participation",
    version: 1,
    marks: "game",
    use: "default",
    when: { fact: "tookPartBefore", holds: true },
    description: "The detective or the witness took part in an earlier version of the experiment.",
    source: OURS,
  },
  {
    name: "knew-partner",
    version: 1,
    marks: "game",
    use: "default",
    when: { fact: "knewPartner", holds: true },
    description: "The detective or the witness said that they knew the other.",
    source: OURS,
  },
  {
    name: "not-as-self",
    version: 1,
    marks: "game",
    use: "default",
    when: { fact: "notAsSelf", holds: true },
    description: "The detective or the witness said that they had not played as themselves.",
    source: OURS,
  },
  {
    name: "no-witness-message",
    version: 1,
    marks: "game",
    use: "default",
    when: { fact: "witnessMessages", below: 1 },
    description: "The game ended before the witness wrote anything.",
    source: "Jones & Bergen 2024, arXiv 2405.08007",
  },
  {
    name: "ai-streak",
    version: 1,
    marks: "game",
    use: "default",
    when: { fact: "priorAiStreak", atLeast: 3 },
    description: "The detective's last three partners had all been AI.",
    source: "Jones & Bergen 2023, arXiv 2310.20216",
  },
  {
    name: "left-early",
    version: 1,
    marks: "game",
    use: "optional",
    when: { fact: "left", holds: true },
    description: "The detective or the witness left before the end.",
    source: OURS,
  },
  {
    name: "pasted-text",
    version: 1,
    marks: "game",
    use: "optional",
    when: { fact: "pasted", holds: true },
    description: "The witness pasted a message.",
    source: OURS,
  },
  {
    name: "too-few-messages",
    version: 1,
    marks: "game",
    use: "optional",
    when: { fact: "messages", below: 4 },
    description: "Fewer than four messages were exchanged.",
    source: OURS,
  },
  {
    name: "not-first-game",
    version: 1,
    marks: "game",
    use: "optional",
    when: { fact: "priorGames", atLeast: 1 },
    description: "The detective had played before.",
    source: OURS,
  },
] as const satisfies readonly ExclusionRule[];

export type RuleName = (typeof EXCLUSION_RULES)[number]["name"];

/** The names of the rules that are on unless somebody says otherwise. */
export const DEFAULT_RULES: readonly RuleName[] = EXCLUSION_RULES.filter(
  ({ use }) => use !== "optional",
).map(({ name }) => name);

/** The rules named, with those that cannot be turned off, in the order in which they are asked. */
export function rulesNamed(names: Iterable<RuleName>): readonly ExclusionRule[] {
  const chosen = new Set<string>(names);
  return EXCLUSION_RULES.filter(({ name, use }) => use === "always" || chosen.has(name));
}

export interface Exclusion {
  /** The first rule that holds; null where the row counts. */
  reason: string | null;
  /** All that hold, in order. */
  reasons: readonly string[];
}

/** Whether a game counts by some rules, and why not. */
export function exclusionOf(
  facts: GameFacts,
  rules: readonly ExclusionRule[] = rulesNamed(DEFAULT_RULES),
): Exclusion {
  return exclusionBy(rules.filter(({ when }) => holds(when, facts)));
}

/** Whether a match counts: only by the rules that mark matches. */
export function matchExclusionOf(
  facts: MatchFacts,
  rules: readonly ExclusionRule[] = rulesNamed(DEFAULT_RULES),
): Exclusion {
  const marking = rules.filter((rule) => rule.marks === "match");
  return exclusionBy(marking.filter(({ when }) => facts[when.fact]));
}

function exclusionBy(rules: readonly ExclusionRule[]): Exclusion {
  const reasons = rules.map(({ name }) => name);
  return { reason: reasons[0] ?? null, reasons };
}

function holds(when: Condition, facts: GameFacts): boolean {
  if ("holds" in when) return facts[when.fact];
  return "below" in when ? facts[when.fact] < when.below : facts[when.fact] >= when.atLeast;
}
