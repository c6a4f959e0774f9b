import { test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { gamesOf } from "./arbitraries.test-support.ts";
import { decide } from "./decide.ts";
import { currentRound, type Match, seatOf } from "./match.ts";
import {
  advance,
  after,
  at,
  judges,
  opened,
  play,
  rulesetLike,
  says,
  TABLE,
} from "./playing.test-support.ts";
import { framesOf, viewFor } from "./view.ts";

const leaves = (by: number) => () => ({ type: "leave", by }) as const;
const refused = (code: string) => ({ ok: false, code });
const threeParty = rulesetLike("three-party");

describe("leaving", () => {
  test("is not shown: the others' views and streams stay as they were", () => {
    const { match } = opened();
    const left = after(match, [leaves(1), at(10)]);
    const look = (m: Match) =>
      viewFor({ match: m, viewer: 0, messages: [], now: at(11), outcome: null });
    expect(look(left)).toStrictEqual(look(match));
    expect(framesOf(left, 0, [{ type: "left", occupant: 1 }], 0)).toEqual([]);
  });

  test("forfeits: the leaver neither writes nor guesses any more", () => {
    const left = after(opened().match, [leaves(1), at(10)]);
    expect(decide(left, says(left, 1), at(11))).toEqual(refused("match/left"));
    expect(decide(left, judges(left, 1, 0), at(60))).toEqual(refused("match/left"));
  });

  test("twice is once", () => {
    const left = after(opened().match, [leaves(1), at(10)]);
    expect(decide(left, leaves(1)(), at(20))).toEqual({
      ok: true,
      match: left,
      events: [],
      followUps: [],
    });
    expect(left.participants[1]?.leftAt).toBe(at(10));
  });

  test("of one human leaves the other the whole game", () => {
    const left = after(opened().match, [leaves(1), at(10)]);
    expect(advance(left, at(119)).match.phase).toBe("chatting");
    const guessed = after(left, [(m) => judges(m, 0, 1), at(30)]);
    expect(advance(guessed, at(30)).match).toMatchObject({
      phase: "revealed",
      endReason: "guessed",
    });
  });

  test("tells the leaver nothing: the match goes on against an AI as against a human", () => {
    const [ai, human] = (["ai", "human"] as const).map((kind) => {
      const { match } = opened({ kinds: ["human", kind] });
      return after(match, [leaves(0), at(10)]);
    });
    if (!ai || !human) throw new Error("two matches expected");
    for (const seconds of [10, 60, 119, 120])
      expect(advance(ai, at(seconds)).match.phase).toBe(advance(human, at(seconds)).match.phase);
    expect(advance(advance(ai, at(120)).match, at(150)).match).toMatchObject({
      phase: "revealed",
      endReason: "abandoned",
    });
  });

  test("of the only detective ends the match, of a witness does not", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    const witness = after(match, [leaves(1), at(10)]);
    expect(advance(witness, at(10)).match.phase).toBe("chatting");
    const detective = after(match, [leaves(0), at(10)]);
    expect(advance(detective, at(10)).match).toMatchObject({
      phase: "revealed",
      endReason: "abandoned",
    });
  });

  test("of an AI is a witness's silence", () => {
    const { match } = opened({ kinds: ["human", "ai"] });
    const left = after(match, [leaves(1), at(10)]);
    expect(advance(left, at(119)).match.phase).toBe("chatting");
  });

  test("in human-or-not the leaver's turns pass as unused ones", () => {
    const { match } = opened({ ruleset: rulesetLike("human-or-not") });
    const round = currentRound(match);
    const first = round.conversations[0]?.turn?.seat === seatOf(round, 0).label ? 0 : 1;
    const left = after(match, [leaves(first), at(1)]);
    const passed = advance(left, at(30.5)).match;
    const answered = after(passed, [(m) => says(m, 1 - first), at(31)]);
    expect(advance(answered, at(51.5)).match).toMatchObject({ endReason: "silence" });
  });

  test("of a table's last but one human goes on for the last", () => {
    const { match } = opened({ ruleset: TABLE, kinds: ["human", "ai", "human", "ai", "human"] });
    const two = after(match, [leaves(0), at(1)], [leaves(2), at(2)]);
    expect(advance(two, at(44)).match.phase).toBe("chatting");
    const three = after(two, [leaves(4), at(3)]);
    expect(advance(three, at(44)).match.phase).toBe("chatting");
  });

  test("a leaver is not dealt the questions of a later round", () => {
    const ruleset = rulesetLike("three-party", { rounds: 10, chatSeconds: 10, guessSeconds: 10 });
    const { match } = opened({ ruleset, kinds: ["human", "human", "ai"] });
    let round = after(match, [leaves(1), at(1)]);
    for (let number = 1; number < 10; number++) {
      round = advance(advance(round, at(20 * number - 10)).match, at(20 * number)).match;
      expect(seatOf(currentRound(round), 0).role).toBe("interrogator");
    }
    expect(round.rounds).toHaveLength(10);
  });
});

property.prop([gamesOf()])("nobody who has left speaks or guesses again", (game) => {
  const gone = new Set<number>();
  for (const { action, decision } of play(game).steps) {
    if (!decision.ok) continue;
    if (action.type === "leave") gone.add(action.by);
    if (action.type === "post" || action.type === "guess") expect(gone).not.toContain(action.by);
  }
});

property.prop([gamesOf()])(
  "a match is abandoned only when no human or no detective is left",
  (game) => {
    const { end } = play(game);
    if (end.endReason !== "abandoned") return;
    const stay = (occupant: number) => end.participants[occupant]?.leftAt === null;
    const humans = end.participants.filter(({ kind }, index) => kind === "human" && stay(index));
    const detectives = currentRound(end).seats.filter(
      ({ role, occupant }) => role !== "witness" && stay(occupant),
    );
    expect(Math.min(humans.length, detectives.length)).toBe(0);
  },
);
