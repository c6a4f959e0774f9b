import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { gamesOf } from "./arbitraries.test-support.ts";
import { decide } from "./decide.ts";
import { currentRound, isLive, type Match, seatOf } from "./match.ts";
import {
  advance,
  after,
  at,
  eventsOf,
  type Game,
  type Kind,
  judges,
  messagesOf,
  opened,
  play,
  rulesetLike,
  says,
  type Step,
} from "./playing.test-support.ts";
import { framesOf, viewFor } from "./view.ts";

/** Pairing names who interrogates first; whoever looks is a human. */
const looks = fc
  .tuple(gamesOf(), fc.nat({ max: 9 }), fc.nat({ max: 255 }))
  .map(([game, place, mask]): { game: Game; twin: Game; viewer: number } => {
    const viewer = place % game.kinds.length;
    const kinds = game.kinds.map((kind, index): Kind => (index === viewer ? "human" : kind));
    const flipped = kinds.map((kind, index): Kind => {
      if (index === viewer || (mask & (1 << index)) === 0) return kind;
      return kind === "ai" ? "human" : "ai";
    });
    const interrogator = game.interrogator ?? 0;
    return {
      game: { ...game, kinds, interrogator },
      twin: { ...game, kinds: flipped, interrogator },
      viewer,
    };
  });

/** All that a decision brings to a player, and all that it says to whoever acted. */
function seen(steps: readonly Step[], index: number, viewer: number) {
  const step = steps[index];
  if (!step) throw new RangeError("no such step");
  const { decision, now, before } = step;
  const match = decision.ok ? decision.match : before;
  const messages = messagesOf(steps.slice(0, index + 1));
  return {
    now,
    refusal: decision.ok ? null : decision.code,
    events: decision.ok ? decision.events : [],
    frames: framesOf(match, viewer, eventsOf(steps.slice(0, index + 1)), 0),
    view: viewFor({ match, viewer, messages, now, outcome: null }),
    match,
  };
}

/** Whether there is something left to be kept from the viewer. */
function isSecret(match: Match, viewer: number): boolean {
  if (!isLive(match) || match.participants[viewer]?.leftAt !== null) return false;
  // A hub deals its later rounds' questions among its humans: the next test is about them.
  return match.ruleset.topology !== "hub" || match.rounds.length === 1;
}

describe("before the reveal", () => {
  property.prop([looks], { numRuns: 200 })(
    "nothing that reaches a player depends on what the others are",
    ({ game, twin, viewer }) => {
      const [mine, theirs] = [play(game).steps, play(twin).steps];
      for (let index = 0; index < mine.length; index++) {
        const { match, ...one } = seen(mine, index, viewer);
        const { match: other, ...two } = seen(theirs, index, viewer);
        const over = !isSecret(match, viewer);
        expect(!isSecret(other, viewer)).toBe(over);
        if (over) return;
        expect(one).toStrictEqual(two);
      }
    },
  );

  property.prop([looks])(
    "no view names kinds, people, seeds or others' doings",
    ({ game, viewer }) => {
      const { steps } = play(game);
      for (const [index, { before }] of steps.entries()) {
        const { view, match } = seen(steps, index, viewer);
        if (!isLive(match)) return;
        const text = JSON.stringify(view);
        expect(text).not.toMatch(/"kind"|player-|persona|"frames"|"leftAt"/);
        expect(text).not.toContain(game.seed);
        expect(view.reveal).toBeNull();
        before.participants.forEach((_, other) => {
          if (other !== viewer) expect(text).not.toContain(`"client-${other}-`);
        });
        const others = match.rounds.flatMap((round) =>
          round.guesses.filter(({ by }) => by !== seatOf(round, viewer).label),
        );
        for (const { pAi } of others)
          // Short numbers such as 0 or 1 stand elsewhere too.
          if (String(pAi).length > 6) expect(text).not.toContain(String(pAi));
        const own = match.rounds.flatMap(({ guesses }) => guesses).length - others.length;
        expect(view.guesses).toHaveLength(own);
      }
    },
  );

  property.prop([looks])(
    "a view holds the viewer's own conversations, whole",
    ({ game, viewer }) => {
      const { steps } = play(game);
      const index = steps.length - 1;
      if (index < 0) return;
      const { view, match } = seen(steps, index, viewer);
      const mine = match.rounds.flatMap(({ conversations, seats }) =>
        conversations.filter((conversation) =>
          conversation.seats.some((label) =>
            seats.some((seat) => seat.label === label && seat.occupant === viewer),
          ),
        ),
      );
      expect(view.conversations.map(({ id }) => id)).toEqual(mine.map(({ id }) => id));
      const heard = messagesOf(steps).filter(({ conversationId }) =>
        mine.some(({ id }) => id === conversationId),
      );
      const shown = view.conversations.flatMap(({ messages }) => messages.map(({ id }) => id));
      expect(shown.toSorted()).toEqual(heard.map(({ id }) => id).toSorted());
    },
  );

  test("a leaver's refusals say nothing of who stayed", () => {
    for (const kind of ["human", "ai"] as const) {
      const { match } = opened({ kinds: ["human", kind] });
      const left = after(match, [() => ({ type: "leave", by: 0 }), at(5)]);
      expect(decide(left, says(left, 0), at(6))).toEqual({ ok: false, code: "match/left" });
    }
  });
});

describe("over several rounds", () => {
  const seedOf = (index: number) => index.toString(16).padStart(32, "0");

  test("in a pair the questions stay with who asked first, whatever the other is", () => {
    const ruleset = rulesetLike("interrogation", { rounds: 3 });
    for (const kind of ["human", "ai"] as const)
      for (let index = 0; index < 20; index++) {
        const game = { ruleset, seed: seedOf(index), kinds: ["human", kind] as const };
        let { match } = opened({ ...game, interrogator: 0 });
        for (const start of [0, 360, 720]) {
          expect(seatOf(currentRound(match), 0).role).toBe("interrogator");
          match = advance(advance(match, at(start + 300)).match, at(start + 360)).match;
        }
        expect(match.phase).toBe("revealed");
      }
  });

  test("in a hub an AI's old letter does not tell its new one", () => {
    const ruleset = rulesetLike("three-party", { rounds: 2 });
    const counts = new Map<string, number>();
    const deals = 3600;
    for (let index = 0; index < deals; index++) {
      const { match } = opened({ ruleset, seed: seedOf(index), kinds: ["human", "human", "ai"] });
      const second = advance(after(match, [(m) => judges(m, 0, 2), at(1)]), at(1)).match;
      const letters = second.rounds.map((round) => seatOf(round, 2).label);
      const cell = [...letters, seatOf(currentRound(second), 0).role].join(" ");
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    // Three letters, three letters, two roles of the viewer: 18 cells alike.
    const expected = deals / 18;
    const chiSquare = [...counts.values()].reduce(
      (sum, n) => sum + (n - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(18);
    expect(chiSquare, "17 degrees of freedom, 0.1 %").toBeLessThan(40.79);
  });
});
