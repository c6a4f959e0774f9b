import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Occupant } from "./match.ts";
import type { Judgement } from "./scoring.ts";
import { countedGames, type Window, windowStart } from "./standings.ts";

const [ann, bob]: Occupant[] = ["ann", "bob"].map((playerId) => ({ kind: "human", playerId }));
const bot: Occupant = { kind: "ai", personaId: "bot", personaVersionId: "bot-1" };

function judgement(
  detective: Occupant | undefined,
  witness: Occupant | undefined,
  pAi: number,
  implied = false,
): Judgement {
  if (!detective || !witness) throw new RangeError("nobody");
  const witnessIsAi = witness.kind === "ai";
  const correct = pAi === 0.5 ? null : pAi > 0.5 === witnessIsAi;
  return { round: 1, by: "A", about: "B", detective, witness, pAi, witnessIsAi, correct, implied };
}

describe("the games that boards count", () => {
  test("a human's guess about a human: one as detective, one as witness", () => {
    expect(countedGames([judgement(ann, bob, 0.8)])).toEqual([
      { board: "detectives", subjectId: "ann", partnerId: "bob", correct: false },
      { board: "witnesses", subjectId: "bob", partnerId: "ann", correct: false },
    ]);
  });

  test("a human's guess about an AI counts for the persona", () => {
    expect(countedGames([judgement(ann, bot, 0.2)])).toEqual([
      { board: "detectives", subjectId: "ann", partnerId: "bot", correct: false },
      { board: "personas", subjectId: "bot", partnerId: "ann", correct: true },
    ]);
  });

  test("an AI is on no board of detectives", () => {
    expect(countedGames([judgement(bot, ann, 0.2)]).map(({ board }) => board)).toEqual([
      "witnesses",
    ]);
  });

  test("a draw is a game that nobody won", () => {
    expect(countedGames([judgement(ann, bob, 0.5)]).map(({ correct }) => correct)).toEqual([
      false,
      false,
    ]);
  });

  test("the complement of a guess counts for its witness, not again for the detective", () => {
    const games = countedGames([judgement(ann, bot, 0.9), judgement(ann, bob, 0.1, true)]);
    expect(games.map(({ board, correct }) => [board, correct])).toEqual([
      ["detectives", true],
      ["personas", false],
      ["witnesses", true],
    ]);
  });
});

describe("windows", () => {
  test.each<[Window, string, string]>([
    ["day", "2026-03-04T00:00:00.000Z", "2026-03-04"],
    ["day", "2026-03-04T23:59:59.999Z", "2026-03-04"],
    ["week", "2026-03-02T00:00:00.000Z", "2026-03-02"],
    ["week", "2026-03-04T12:00:00.000Z", "2026-03-02"],
    ["week", "2026-03-08T23:59:59.999Z", "2026-03-02"],
    ["week", "2026-03-09T00:00:00.000Z", "2026-03-09"],
    ["week", "2026-01-01T00:00:00.000Z", "2025-12-29"],
    ["week", "2027-01-03T12:00:00.000Z", "2026-12-28"],
    ["week", "2024-03-01T12:00:00.000Z", "2024-02-26"],
    ["day", "2025-12-31T23:59:59.999Z", "2025-12-31"],
    ["all", "2026-03-04T12:00:00.000Z", "1970-01-01"],
  ])("%s of %s begins on %s", (window, at, start) => {
    expect(windowStart(window, Date.parse(at))).toBe(start);
  });

  property.prop([fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })])(
    "a week begins on the Monday at most six days before",
    (at) => {
      const start = new Date(windowStart("week", at.getTime()));
      expect(start.getUTCDay()).toBe(1);
      const days = (at.getTime() - start.getTime()) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(0);
      expect(days).toBeLessThan(7);
    },
  );
});
