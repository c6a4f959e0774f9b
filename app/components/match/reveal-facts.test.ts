import { describe, expect, test } from "vitest";
import { revealOf, viewOf } from "../../client/fixtures.ts";
import { guessAboutYou, pointsInOrder, revealedOthers, shownGuesses } from "./reveal-facts.ts";

const hub = {
  seats: [
    { seat: "A", label: "You", role: "witness" as const },
    { seat: "B", label: "Interrogator", role: "interrogator" as const },
    { seat: "C", label: "Witness C", role: "witness" as const },
  ],
  you: { seat: "A", role: "witness" as const, left: false },
};

describe("the reveal, as one seat reads it", () => {
  test("both guesses stand on the line, one's own first", () => {
    const guesses = [
      { by: "B", seat: "A", round: 1, pAi: 0.3, correct: true },
      { by: "A", seat: "B", round: 1, pAi: 0.8, correct: true },
    ];
    const view = viewOf({
      seats: [
        { seat: "A", label: "You", role: "both" },
        { seat: "B", label: "Partner", role: "both" },
      ],
    });
    expect(shownGuesses(view, revealOf({ guesses }))).toEqual([
      { by: "You", about: "your partner", pAi: 0.8, mine: true },
      { by: "Your partner", about: "you", pAi: 0.3, mine: false },
    ]);
  });

  test("a guess about the other witness is told by its complement", () => {
    const view = viewOf(hub, "three-party");
    const guesses = [{ by: "B", seat: "C", round: 1, pAi: 0.9, correct: true }];
    expect(guessAboutYou(view, revealOf({ guesses }))).toBeCloseTo(0.1);
    expect(guessAboutYou(view, revealOf())).toBeUndefined();
  });

  test("a witness is told who the others were", () => {
    const seats = [
      { seat: "A", round: 1, kind: "human" as const, name: "Ada" },
      { seat: "B", round: 1, kind: "human" as const, name: "Bo" },
      { seat: "C", round: 1, kind: "ai" as const, name: "Heron" },
    ];
    const others = revealedOthers(viewOf(hub, "three-party"), revealOf({ seats }));
    expect(others.map(({ name }) => name)).toEqual(["Bo", "Heron"]);
  });

  test("points come in one order for everybody: one's own, then by letter", () => {
    const points = [
      { seat: "B", round: 1, as: "witness" as const, points: 20 },
      { seat: "A", round: 1, as: "witness" as const, points: 10 },
      { seat: "B", round: 1, as: "detective" as const, points: 64 },
      { seat: "A", round: 1, as: "detective" as const, points: -96 },
    ];
    const order = pointsInOrder(viewOf(), revealOf({ points })).map(
      ({ seat, as }) => `${seat} ${as}`,
    );
    expect(order).toEqual(["A detective", "A witness", "B detective", "B witness"]);
  });
});
