import { describe, expect, test, vi } from "vitest";
import { openMatch } from "../../game/decide.ts";
import { idsPerRound } from "../../game/deal.ts";
import type { Occupant } from "../../game/match.ts";
import { RULESETS, rulesetSchema } from "../../game/ruleset.ts";
import { dotsOfRound, showSyntheticDots } from "./synthetic-dots.ts";
import type { Dots } from "./typing-gate.ts";

const NOW = 1_700_000_000_123;
const ada: Occupant = { kind: "human", playerId: "ada" };
const bo: Occupant = { kind: "human", playerId: "bo" };
const bot: Occupant = { kind: "ai", personaId: "p", personaVersionId: "p1" };

function matchOf(occupants: Occupant[], timeScale = 1) {
  const [first] = RULESETS;
  const ruleset = rulesetSchema.parse({ ...first, dots: "synthetic" });
  const freshIds = Array.from({ length: idsPerRound(ruleset) }, (_, index) => `id-${index}`);
  const seed = "00112233445566778899aabbccddeeff";
  return openMatch({ id: "m", ruleset, timeScale, seed, occupants, freshIds, now: NOW }).match;
}

describe("synthetic dots", () => {
  test("are the same whoever sits there", () => {
    const people = dotsOfRound(matchOf([ada, bo]), 1000);
    expect(people.length).toBeGreaterThan(4);
    expect(dotsOfRound(matchOf([ada, bot]), 1000)).toEqual(people);
  });

  test("stand on the grid of real ones, on and off by turns for each seat", () => {
    const dots = dotsOfRound(matchOf([ada, bo], 10), 100);
    expect(dots.map(({ at }) => at % 100)).toEqual(dots.map(() => 0));
    expect(dots.map(({ at }) => at)).toEqual(dots.map(({ at }) => at).toSorted((a, b) => a - b));
    for (const label of ["A", "B"])
      dots
        .filter(({ seat }) => seat === label)
        .forEach(({ on }, index) => expect(on).toBe(index % 2 === 0));
  });

  test("are shown when due, those past left out, and none after they are stopped", () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const dots = dotsOfRound(matchOf([ada, bo]), 1000);
      const middle = dots[Math.floor(dots.length / 2)]?.at ?? NOW;
      vi.setSystemTime(middle);
      const shown: Dots[] = [];
      const stop = showSyntheticDots(dots, (some) => shown.push(...some));
      const coming = dots.filter(({ at }) => at > middle);
      vi.advanceTimersByTime((coming[0]?.at ?? 0) - middle);
      expect(shown.length).toBeGreaterThan(0);
      vi.advanceTimersByTime(120_000);
      expect(shown).toEqual(
        coming.map(({ conversationId, seat, on }) => ({ conversationId, seat, on })),
      );
      const again = showSyntheticDots(
        dots,
        () => shown.push(),
        () => NOW,
      );
      again();
      stop();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
