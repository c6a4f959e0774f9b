import { z } from "zod";
import {
  designEffect,
  gamesAgainst,
  gamesPerGroup,
  powerAgainst,
  powerOfTwo,
} from "../../game/power.ts";

const number = (least: number, most: number, usual: number) =>
  z.preprocess(
    (text) => (text === "" || text === undefined ? usual : text),
    z.coerce
      .number({ message: `a number from ${least} to ${most}` })
      .min(least, `at least ${least}`)
      .max(most, `at most ${most}`),
  );

/** What the calculator is asked, as the page's address has it. Shares in per cent. */
export const powerQuery = z
  .object({
    compare: z.enum(["two", "one"]).catch("two"),
    first: number(0.1, 99.9, 50).describe("expected in the first group, or of the AI, %"),
    second: number(0.1, 99.9, 60).describe("expected in the second group, or the fixed rate, %"),
    alpha: number(0.01, 50, 5),
    power: number(1, 99.9, 80),
    gamesEach: number(1, 1000, 1),
    icc: number(0, 1, 0.05),
    participants: z.preprocess(
      (text) => (text === "" ? undefined : text),
      z.coerce
        .number({ message: "a whole number" })
        .int("a whole number")
        .min(1, "at least 1")
        .max(10_000_000, "at most 10,000,000")
        .optional(),
    ),
  })
  .refine(({ first, second }) => first !== second, {
    path: ["second"],
    message: "another rate than the first",
  });
export type PowerQuery = z.infer<typeof powerQuery>;

export interface Plan {
  /** Of each group, or of the only one; as if they were independent. */
  independentGames: number;
  designEffect: number;
  /** Games that participants play, together as good as those. */
  games: number;
  /** Of each group, or of the only one. */
  participants: number;
  /** What so many participants would have; null where none were asked about. */
  reached: { participants: number; power: number } | null;
}

/** How many participants a study needs, and what as many as are asked about would give. */
export function planOf(query: PowerQuery): Plan {
  const [p, q] = [query.first / 100, query.second / 100];
  const test = { alpha: query.alpha / 100, power: query.power / 100 };
  const independentGames =
    query.compare === "two" ? gamesPerGroup(p, q, test) : gamesAgainst(p, q, test);
  const effect = designEffect(query);
  const games = Math.ceil(independentGames * effect);
  const { participants: asked } = query;
  const effective = ((asked ?? 0) * query.gamesEach) / effect;
  const power = query.compare === "two" ? powerOfTwo : powerAgainst;
  return {
    ...{ independentGames, designEffect: effect, games },
    participants: Math.ceil(games / query.gamesEach),
    reached: asked ? { participants: asked, power: power(p, q, effective, test.alpha) } : null,
  };
}
