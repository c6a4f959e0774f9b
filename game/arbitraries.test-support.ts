import { fc } from "@fast-check/vitest";
import { type Game, type Kind, type Move, rulesetLike, TABLE } from "./playing.test-support.ts";
import { RULESETS, type Ruleset } from "./ruleset.ts";

/** The published protocols, and variants that the engine must carry too. */
const PLAYED: readonly Ruleset[] = [
  ...RULESETS,
  rulesetLike("quick-duel", { rounds: 3 }),
  rulesetLike("human-or-not", { rounds: 2 }),
  rulesetLike("interrogation", { rounds: 3 }),
  rulesetLike("three-party", { rounds: 3 }),
  TABLE,
];

export const seeds = fc
  .bigInt({ min: 0n, max: 2n ** 128n - 1n })
  .map((bits) => bits.toString(16).padStart(32, "0"));

const shares = fc.double({ min: 0, max: 1, noNaN: true });
const someone = fc.nat({ max: 9 });
const waits: fc.Arbitrary<Move["wait"]> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ ms: fc.nat({ max: 4_000 }) }) },
  { weight: 4, arbitrary: fc.record({ ms: fc.nat({ max: 45_000 }) }) },
  { weight: 2, arbitrary: fc.record({ pastDue: fc.integer({ min: -600, max: 600 }) }) },
  { weight: 1, arbitrary: fc.constant({ pastDue: 0 }) },
  { weight: 1, arbitrary: fc.record({ ms: fc.nat({ max: 400_000 }) }) },
);

function attempts(withEnds: boolean): fc.Arbitrary<Move["attempt"]> {
  return fc.oneof(
    {
      weight: 24,
      arbitrary: fc.record({ type: fc.constant("speak" as const), pick: someone }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        type: fc.constant("post" as const),
        by: someone,
        conversation: someone,
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ type: fc.constant("judge" as const), pick: someone, pAi: shares }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant("guess" as const),
        by: someone,
        about: someone,
        pAi: shares,
      }),
    },
    { weight: 8, arbitrary: fc.constant({ type: "advance" as const }) },
    {
      weight: withEnds ? 2 : 0,
      arbitrary: fc.record({ type: fc.constant("leave" as const), by: someone }),
    },
    {
      weight: withEnds ? 1 : 0,
      arbitrary: fc.constant({ type: "void" as const }),
    },
  );
}

/** Games of any ruleset with at least one human, legal moves and illegal ones mixed. */
export function gamesOf(rulesets: readonly Ruleset[] = PLAYED): fc.Arbitrary<Game> {
  return fc.constantFrom(...rulesets).chain((ruleset) =>
    fc.record({
      ruleset: fc.constant(ruleset),
      timeScale: fc.constantFrom(1, 1, 10),
      seed: seeds,
      kinds: kindsOf(ruleset.seats),
      interrogator: fc.option(fc.nat({ max: ruleset.seats - 1 }), { nil: undefined }),
      moves: fc.boolean().chain((withEnds) =>
        fc.array(fc.record({ wait: waits, attempt: attempts(withEnds) }), {
          maxLength: 50,
          size: "max",
        }),
      ),
    }),
  );
}

function kindsOf(seats: number): fc.Arbitrary<Kind[]> {
  return fc
    .array(fc.constantFrom<Kind>("human", "ai"), { minLength: seats, maxLength: seats })
    .filter((kinds) => kinds.includes("human"));
}
