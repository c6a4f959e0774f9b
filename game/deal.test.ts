import { describe, expect, test } from "vitest";
import { dealRound, idsPerRound } from "./deal.ts";
import { type Match, type Participant, type Round, seatOf } from "./match.ts";
import {
  idsFor,
  type Kind,
  OPENED_AT,
  occupantOf,
  opened,
  rulesetLike,
  TABLE,
} from "./playing.test-support.ts";
import { RULESETS, type Ruleset } from "./ruleset.ts";

const DEALS = 3000;
const seedOf = (index: number) => (index * 104_729).toString(16).padStart(32, "0");
const threeParty = rulesetLike("three-party");
const interrogation = rulesetLike("interrogation");

function participants(...kinds: Kind[]): Participant[] {
  return kinds.map((kind, index) => ({ ...occupantOf(kind, index), leftAt: null, frames: 0 }));
}

function deal(
  ruleset: Ruleset,
  kinds: Kind[],
  {
    seed = seedOf(1),
    number = 1,
    ids = idsFor(1),
    interrogator = undefined as number | undefined,
  } = {},
): Round {
  const dealt: Pick<Match, "ruleset" | "seed" | "timeScale" | "participants"> = {
    ruleset,
    seed,
    timeScale: 1,
    participants: participants(...kinds),
  };
  const deadlineAt = OPENED_AT + ruleset.chatSeconds * 1000;
  return dealRound(dealt, { number, now: OPENED_AT, deadlineAt, freshIds: ids, interrogator });
}

function many(ruleset: Ruleset, kinds: Kind[], what: (round: Round) => string): string[] {
  return Array.from({ length: DEALS }, (_, index) =>
    what(deal(ruleset, kinds, { seed: seedOf(index) })),
  );
}

/** χ² of the counts against all of `cells` outcomes being alike. */
function chiSquare(values: readonly string[], cells: number): number {
  const counts = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length);
  const expected = values.length / cells;
  const missing = cells - counts.length;
  return (
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) + missing * expected
  );
}

describe("letters and roles", () => {
  test("are the same for the same seed and round", () => {
    expect(deal(threeParty, ["human", "human", "ai"])).toStrictEqual(
      deal(threeParty, ["human", "human", "ai"]),
    );
  });

  test("run from A on, one seat to each participant", () => {
    const { seats } = deal(TABLE, ["human", "ai", "human", "ai", "human"]);
    expect(seats.map(({ label }) => label)).toEqual(["A", "B", "C", "D", "E"]);
    expect(seats.map(({ occupant }) => occupant).toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  test("each of two sits on A as often", () => {
    const letters = many(rulesetLike("quick-duel"), ["human", "ai"], (r) => seatOf(r, 1).label);
    expect(chiSquare(letters, 2), "1 degree, 0.1 %").toBeLessThan(10.83);
  });

  test("each of three sits on each letter as often, whoever asks", () => {
    const orders = many(threeParty, ["human", "human", "ai"], (round) =>
      round.seats.map(({ occupant, role }) => `${occupant}${role}`).join(),
    );
    // Six orders times two humans who may ask.
    expect(chiSquare(orders, 12), "11 degrees, 0.1 %").toBeLessThan(31.26);
  });

  test("each of five sits anywhere as often", () => {
    const orders = many(TABLE, ["human", "human", "human", "ai", "ai"], (round) =>
      round.seats.map(({ occupant }) => occupant).join(),
    );
    expect(chiSquare(orders, 120), "119 degrees, 0.1 %").toBeLessThan(172.8);
  });

  test("who opens an alternating game is drawn apart from the letters", () => {
    const openers = many(rulesetLike("human-or-not"), ["human", "ai"], (round) => {
      const turn = round.conversations[0]?.turn?.seat;
      return `${turn} ${seatOf(round, 1).label}`;
    });
    expect(chiSquare(openers, 4), "3 degrees, 0.1 %").toBeLessThan(16.27);
  });

  test("are drawn afresh each round", () => {
    const pairs = Array.from({ length: DEALS }, (_, index) =>
      [1, 2]
        .map(
          (number) =>
            seatOf(
              deal(TABLE, ["human", "ai", "ai", "ai", "ai"], { seed: seedOf(index), number }),
              0,
            ).label,
        )
        .join(" "),
    );
    expect(chiSquare(pairs, 25), "24 degrees, 0.1 %").toBeLessThan(51.18);
  });

  test("an AI is never drawn to ask", () => {
    const asks = many(threeParty, ["ai", "human", "human"], (round) => seatOf(round, 0).role);
    expect(new Set(asks)).toEqual(new Set(["witness"]));
  });

  test("who owes the questions asks", () => {
    for (const interrogator of [0, 1]) {
      const round = deal(interrogation, ["human", "human"], { interrogator });
      expect(seatOf(round, interrogator).role).toBe("interrogator");
      expect(seatOf(round, 1 - interrogator).role).toBe("witness");
    }
  });

  test("where each questions the other, all seats are alike", () => {
    const { seats } = deal(TABLE, ["human", "ai", "human", "ai", "human"], { interrogator: 2 });
    expect(new Set(seats.map(({ role }) => role))).toEqual(new Set(["both"]));
  });
});

describe("conversations", () => {
  test("a pair has one, of both seats", () => {
    const { conversations } = deal(interrogation, ["human", "ai"]);
    expect(conversations.map(({ seats }) => seats)).toEqual([["A", "B"]]);
  });

  test("a hub has one of the interrogator with each witness, in order of letters", () => {
    for (let index = 0; index < 20; index++) {
      const round = deal(threeParty, ["human", "human", "ai"], { seed: seedOf(index) });
      const asks = round.seats.find(({ role }) => role === "interrogator")?.label ?? "";
      const witnesses = ["A", "B", "C"].filter((label) => label !== asks);
      expect(round.conversations.map(({ seats }) => seats)).toEqual(
        witnesses.map((label) => [asks, label]),
      );
    }
  });

  test("a table has one, of everybody", () => {
    const { conversations } = deal(TABLE, ["human", "ai", "human", "ai", "human"]);
    expect(conversations.map(({ seats }) => seats)).toEqual([["A", "B", "C", "D", "E"]]);
  });

  test("begin without a word", () => {
    const { conversations } = deal(threeParty, ["human", "human", "ai"]);
    for (const { spoken } of conversations)
      for (const said of Object.values(spoken))
        expect(said).toEqual({ count: 0, lastAt: null, unused: 0 });
  });
});

describe("ids", () => {
  test.each([...RULESETS, TABLE].map((ruleset) => [ruleset.slug, ruleset] as const))(
    "%s: each is used once, and no more are asked for than are needed",
    (_, ruleset) => {
      const kinds = Array.from({ length: ruleset.seats }, (): Kind => "human");
      const ids = idsFor(1).slice(0, idsPerRound(ruleset));
      const round = deal(ruleset, kinds, { ids });
      const used = [round, ...round.seats, ...round.conversations].map(({ id }) => id);
      expect(used.toSorted()).toEqual(ids.toSorted());
      expect(() => deal(ruleset, kinds, { ids: ids.slice(1) })).toThrow(RangeError);
    },
  );

  test("nine cannot sit where eight letters are", () => {
    const nine = Array.from({ length: 9 }, (): Kind => "human");
    expect(() => opened({ ruleset: rulesetLike("quick-duel"), kinds: nine })).toThrow(RangeError);
  });
});
