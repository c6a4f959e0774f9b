import { test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { gamesOf } from "./arbitraries.test-support.ts";
import { currentRound, type Match, type MatchEvent, seatOf } from "./match.ts";
import {
  advance,
  after,
  at,
  judges,
  messagesOf,
  opened,
  play,
  rulesetLike,
  runOut,
  says,
} from "./playing.test-support.ts";
import { asOf, framesOf, type Outcome, viewFor } from "./view.ts";

const interrogation = rulesetLike("interrogation");
const threeParty = rulesetLike("three-party");

const outcome: Outcome = {
  names: ["Ann", "Bot"],
  scores: [],
  rated: false,
  ratedReason: "too-few-players",
  rating: { before: 1500, after: 1500 },
  ratingOf: "skill",
};

function look(match: Match, viewer: number, now: number, known: Outcome | null = null) {
  return viewFor({ match, viewer, messages: [], now, outcome: known });
}

describe("a view", () => {
  test("says who one is, and names the others by role and letter", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    const { you, seats } = look(match, 0, at(1));
    expect(you).toEqual({
      seat: seatOf(currentRound(match), 0).label,
      role: "interrogator",
      left: false,
    });
    expect(seats.map(({ seat }) => seat)).toEqual(["A", "B", "C"]);
    for (const { seat, label, role } of seats)
      expect(label).toBe(role === "interrogator" ? "You" : `Witness ${seat}`);
    expect(
      look(match, 1, at(1))
        .seats.map(({ label }) => label)
        .toSorted(),
    ).toEqual(
      ["Interrogator", `Witness ${seatOf(currentRound(match), 2).label}`, "You"].toSorted(),
    );
  });

  test("shows a witness its own conversation only", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    expect([0, 1, 2].map((viewer) => look(match, viewer, at(1)).conversations.length)).toEqual([
      2, 1, 1,
    ]);
  });

  test("tells whose turn it is, and until when", () => {
    const { match } = opened({ ruleset: interrogation });
    const turns = (m: Match) => [0, 1].map((viewer) => look(m, viewer, at(9)).conversations[0]);
    expect(turns(match)).toMatchObject([
      { yourTurn: true, turnDeadlineAt: null },
      { yourTurn: false, turnDeadlineAt: null },
    ]);
    const turnDeadlineAt = new Date(at(45)).toISOString();
    expect(turns(after(match, [(m) => says(m, 0), at(5)]))).toMatchObject([
      { yourTurn: false, turnDeadlineAt },
      { yourTurn: true, turnDeadlineAt },
    ]);
  });

  test("in free talk it is everybody's turn, until the chat is over", () => {
    const { match } = opened();
    expect(look(match, 1, at(1)).conversations[0]?.yourTurn).toBe(true);
    const guessing = advance(match, at(120)).match;
    expect(look(guessing, 1, at(121)).conversations[0]?.yourTurn).toBe(false);
  });

  test("says from when one may guess", () => {
    const { match } = opened();
    expect(look(match, 0, at(10))).toMatchObject({
      canGuess: false,
      canGuessAt: new Date(at(30)).toISOString(),
    });
    expect(look(match, 0, at(30))).toMatchObject({ canGuess: true, canGuessAt: null });
    const guessed = after(match, [(m) => judges(m, 0, 1), at(31)]);
    expect(look(guessed, 0, at(32))).toMatchObject({ canGuess: false, canGuessAt: null });
    const witness = look(opened({ ruleset: interrogation }).match, 1, at(40));
    expect(witness).toMatchObject({ canGuess: false, canGuessAt: null });
  });

  test("agrees with what is then accepted", () => {
    const { match } = opened({ ruleset: rulesetLike("human-or-not") });
    for (const second of [1, 29, 30, 31])
      for (const viewer of [0, 1]) {
        const { canGuess } = look(match, viewer, at(second));
        expect(canGuess).toBe(second >= 30);
      }
  });
});

describe("the reveal", () => {
  test("comes with the last phase, and says who was what", () => {
    const { match } = opened({ kinds: ["human", "ai"] });
    const left = after(match, [() => ({ type: "leave", by: 0 }), at(1)]);
    const end = advance(advance(left, at(120)).match, at(150)).match;
    const { reveal } = look(end, 0, at(151), outcome);
    expect(reveal).toMatchObject({ endReason: "abandoned", seed: match.seed, rated: false });
    const kinds = reveal?.seats.toSorted((a, b) => a.kind.localeCompare(b.kind));
    expect(kinds?.map(({ kind, name }) => [kind, name])).toEqual([
      ["ai", "Bot"],
      ["human", "Ann"],
    ]);
  });

  test("never comes in a voided match, nor early, whatever is known", () => {
    const { match } = opened({ kinds: ["human", "ai"] });
    const voided = after(match, [() => ({ type: "void" }), at(1)]);
    const guessing = advance(match, at(120)).match;
    for (const one of [match, guessing, voided])
      expect(look(one, 0, at(121), outcome).reveal).toBeNull();
  });

  test("of three-party shows the guess that was made, not its complement", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    const end = advance(after(match, [(m) => judges(m, 0, 1, 0.3), at(5)]), at(5)).match;
    const about = seatOf(currentRound(end), 1).label;
    expect(look(end, 0, at(6), outcome).reveal?.guesses).toEqual([
      { by: seatOf(currentRound(end), 0).label, seat: about, round: 1, pAi: 0.3, correct: true },
    ]);
  });
});

describe("frames", () => {
  const phase = (of: "guessing" | "revealed" | "voided"): MatchEvent => ({
    type: "phase",
    seq: 1,
    round: 1,
    phase: of,
    deadlineAt: null,
  });

  test.each([
    ["guessing", ["phase", "view"]],
    ["voided", ["phase", "view"]],
    ["revealed", ["phase", "view", "reveal"]],
  ] as const)("%s sends %j", (of, frames) => {
    const sent = framesOf(opened().match, 0, [phase(of)], 6);
    expect(sent.map(({ frame }) => frame)).toEqual(frames);
    expect(sent.map(({ id }) => id)).toEqual(frames.map((_, index) => 7 + index));
  });

  test("a witness hears nothing of the other conversation", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    const { conversationId } = says(match, 0, 2);
    const seat = seatOf(currentRound(match), 0).label;
    const event: MatchEvent = { type: "message", seq: 1, round: 1, conversationId, seat };
    expect([0, 1, 2].map((viewer) => framesOf(match, viewer, [event], 0).length)).toEqual([
      1, 0, 1,
    ]);
  });
});

property.prop([gamesOf()])(
  "a stream replayed later shows each phase as it stood when it began",
  (game) => {
    const { steps, end, now } = play(game);
    const all = [...steps, ...runOut(end, now)];
    const last = all.findLast(({ decision }) => decision.ok)?.decision;
    if (!last?.ok) return;
    for (const { decision, now: then } of all) {
      if (!decision.ok) continue;
      // A guess in the same decision came after the phase.
      if (decision.events.some(({ type }) => type === "guess")) continue;
      const event = decision.events.findLast((one) => one.type === "phase");
      if (!event) continue;
      const replayed = asOf(last.match, event);
      const shown = (match: Match) => {
        const { phase, round, deadlineAt, seats, conversations } = viewFor({
          match,
          viewer: 0,
          messages: messagesOf(all),
          now: then,
          outcome: null,
        });
        return { phase, round, deadlineAt, seats, ids: conversations.map(({ id }) => id) };
      };
      expect(shown(replayed)).toEqual(shown(decision.match));
    }
  },
);
