import { test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { gamesOf } from "./arbitraries.test-support.ts";
import { decide } from "./decide.ts";
import { currentRound, type Guess, type Round } from "./match.ts";
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

const interrogation = rulesetLike("interrogation");
const threeParty = rulesetLike("three-party");
const refused = (code: string) => ({ ok: false, code });

describe("who may guess, and about whom", () => {
  test("in a duel each guesses about the other, not about itself", () => {
    const { match } = advance(opened().match, at(120));
    expect(decide(match, judges(match, 0, 1), at(121)).ok).toBe(true);
    expect(decide(match, judges(match, 1, 0), at(121)).ok).toBe(true);
    expect(decide(match, judges(match, 0, 0), at(121))).toEqual(refused("guess/not-yours"));
  });

  test("a witness does not guess", () => {
    const { match } = opened({ ruleset: interrogation });
    expect(decide(match, judges(match, 1, 0), at(9))).toEqual(refused("guess/not-yours"));
  });

  test("a seat that is not there cannot be guessed about", () => {
    const { match } = opened({ ruleset: interrogation });
    const guess = { type: "guess", by: 0, seat: "C", pAi: 0.5 } as const;
    expect(decide(match, guess, at(9))).toEqual(refused("match/seat-not-found"));
  });

  test("once per seat: the first guess stands", () => {
    const { match } = advance(opened().match, at(120));
    const guessed = after(match, [(m) => judges(m, 0, 1, 0.9), at(121)]);
    expect(decide(guessed, judges(guessed, 0, 1, 0.1), at(122))).toEqual(
      refused("guess/already-made"),
    );
    expect(currentRound(guessed).guesses).toMatchObject([{ pAi: 0.9, at: at(121) }]);
  });

  test("in three-party one guess about either witness is all there is", () => {
    const { match } = opened({ ruleset: threeParty, interrogator: 1 });
    const guessed = after(match, [(m) => judges(m, 1, 2), at(9)]);
    for (const witness of [0, 2])
      expect(decide(guessed, judges(guessed, 1, witness), at(10))).toEqual(
        refused("guess/already-made"),
      );
  });

  test("at a table everybody guesses about every other seat", () => {
    const { match } = advance(opened({ ruleset: TABLE }).match, at(45));
    const guessed = after(
      match,
      ...[1, 2, 3, 4].map((about): Parameters<typeof after>[1] => [
        (m) => judges(m, 0, about),
        at(46),
      ]),
    );
    expect(currentRound(guessed).guesses).toHaveLength(4);
    expect(decide(guessed, judges(guessed, 0, 3), at(47)).ok).toBe(false);
  });
});

describe("when a guess may be made", () => {
  test("early where the ruleset allows it, from the start", () => {
    const { match } = opened({ ruleset: interrogation });
    const decision = decide(match, judges(match, 0, 1), at(0));
    expect(decision).toMatchObject({ ok: true, events: [{ type: "guess", early: true }] });
  });

  test("in a duel 30 s after the other side's last message, or after the start", () => {
    const { match } = opened();
    expect(decide(match, judges(match, 0, 1), at(29.9))).toEqual(refused("guess/too-early"));
    expect(decide(match, judges(match, 0, 1), at(30)).ok).toBe(true);
    const talked = after(match, [(m) => says(m, 1), at(20)], [(m) => says(m, 0), at(40)]);
    expect(decide(talked, judges(talked, 0, 1), at(49.9)).ok).toBe(false);
    expect(decide(talked, judges(talked, 0, 1), at(50)).ok).toBe(true);
    // One's own messages are no sign of the other.
    expect(decide(talked, judges(talked, 1, 0), at(69.9)).ok).toBe(false);
    expect(decide(talked, judges(talked, 1, 0), at(70)).ok).toBe(true);
  });

  test("at a table the silence is everybody's", () => {
    const { match } = opened({ ruleset: TABLE });
    const talked = after(match, [(m) => says(m, 3), at(10)]);
    expect(decide(talked, judges(talked, 0, 1), at(39)).ok).toBe(false);
    expect(decide(talked, judges(talked, 3, 1), at(30)).ok).toBe(true);
  });

  test.each([
    ["quick-duel", 120, 30],
    ["human-or-not", 120, 30],
    ["interrogation", 300, 60],
    ["three-party", 300, 60],
  ])("%s: chat of %d s, then %d s to guess", (slug, chat, guess) => {
    const ruleset = rulesetLike(slug, { unusedTurnsEnd: null, openingTurnSeconds: 120 });
    const { match } = opened({ ruleset });
    expect(match.deadlineAt).toBe(at(chat));
    expect(advance(match, at(chat) - 1).match.phase).toBe("chatting");
    const guessing = advance(match, at(chat)).match;
    expect(guessing).toMatchObject({ phase: "guessing", deadlineAt: at(chat + guess) });
    expect(decide(guessing, judges(guessing, 0, 1), at(chat + guess) - 1).ok).toBe(true);
    expect(decide(guessing, judges(guessing, 0, 1), at(chat + guess))).toEqual(
      refused("guess/too-late"),
    );
  });

  test("one that was made is told as made after the end too, and no other", () => {
    const { match } = opened();
    const guessing = advance(match, at(120)).match;
    const guessed = after(guessing, [(m) => judges(m, 0, 1), at(121)]);
    for (const late of [guessed, advance(guessed, at(150)).match]) {
      expect(decide(late, judges(late, 0, 1), at(150))).toEqual(refused("guess/already-made"));
      expect(decide(late, judges(late, 1, 0), at(150))).toEqual(refused("guess/too-late"));
    }
  });

  test("the clocks run before a guess is judged, not only in jobs", () => {
    const { match } = opened();
    const talked = after(match, [(m) => says(m, 1), at(119)]);
    expect(decide(talked, judges(talked, 0, 1), at(120))).toMatchObject({
      ok: true,
      match: { phase: "guessing" },
      events: [{ type: "phase" }, { type: "guess", early: false }],
    });
    expect(decide(talked, says(talked, 0), at(120))).toEqual(refused("match/too-late"));
  });
});

describe("what a guess does", () => {
  test("who has guessed has said all; the other goes on until time is up", () => {
    const { match } = opened();
    const guessed = after(match, [(m) => judges(m, 0, 1), at(30)]);
    expect(guessed.phase).toBe("chatting");
    expect(decide(guessed, says(guessed, 0), at(31))).toEqual(refused("match/already-guessed"));
    expect(decide(guessed, says(guessed, 1), at(31)).ok).toBe(true);
    expect(advance(guessed, at(119)).match.phase).toBe("chatting");
  });

  test("when both have guessed, the match is revealed at once", () => {
    const { match } = opened();
    const guessed = after(
      match,
      [(m) => judges(m, 0, 1), at(30)],
      [(m) => judges(m, 1, 0), at(31)],
    );
    const { match: end } = advance(guessed, at(31));
    expect(end).toMatchObject({ phase: "revealed", endReason: "guessed" });
  });

  test("nobody is seated again by a post, only by an advance", () => {
    const { match } = opened({ ruleset: interrogation });
    const guessed = after(match, [(m) => judges(m, 0, 1), at(30)]);
    expect(decide(guessed, says(guessed, 1), at(31))).toEqual(refused("match/too-late"));
  });

  test("the last guess before the deadline brings the reveal, a missing one waits for it", () => {
    const guessing = advance(opened().match, at(120)).match;
    const one = after(guessing, [(m) => judges(m, 0, 1), at(125)]);
    expect(advance(one, at(149)).match.phase).toBe("guessing");
    const late = advance(one, at(150)).match;
    expect(late).toMatchObject({ phase: "revealed", endReason: "time" });
    expect(currentRound(late).guesses).toHaveLength(1);
    const both = after(one, [(m) => judges(m, 1, 0), at(130)]);
    expect(advance(both, at(130)).match).toMatchObject({ phase: "revealed", endReason: "time" });
  });

  test("with rounds to come the next one opens, and old guesses stay with theirs", () => {
    const ruleset = rulesetLike("quick-duel", { rounds: 2 });
    const guessing = advance(opened({ ruleset }).match, at(120)).match;
    const guessed = after(
      guessing,
      [(m) => judges(m, 0, 1), at(125)],
      [(m) => judges(m, 1, 0), at(126)],
    );
    const second = advance(guessed, at(126)).match;
    expect(second).toMatchObject({ phase: "chatting", deadlineAt: at(246), endReason: null });
    expect(second.rounds.map(({ guesses }) => guesses.length)).toEqual([2, 0]);
    const [before] = guessed.rounds;
    const old = before?.conversations[0]?.id ?? "";
    const post = { type: "post", by: 0, conversationId: old, body: "hi" } as const;
    expect(decide(second, post, at(127))).toEqual(refused("match/too-late"));
  });
});

const aboutEach = (round: Round, { by, about }: Guess) => `${round.number} ${by} ${about}`;

property.prop([gamesOf()])("at most one guess per seat, round and suspect", (game) => {
  const made = play(game).end.rounds.flatMap((round) =>
    round.guesses.map((guess) =>
      game.ruleset.guess === "which-human"
        ? `${round.number} ${guess.by}`
        : aboutEach(round, guess),
    ),
  );
  expect(made).toEqual([...new Set(made)]);
});

property.prop([gamesOf()])("guesses come from detectives about others who answer", (game) => {
  for (const { seats, guesses } of play(game).end.rounds)
    for (const { by, about } of guesses) {
      expect(by).not.toBe(about);
      expect(seats.find(({ label }) => label === by)?.role).not.toBe("witness");
      expect(seats.find(({ label }) => label === about)?.role).not.toBe("interrogator");
    }
});

property.prop([gamesOf()])(
  "no guess during the chat but early or after 30 s of silence",
  (game) => {
    const { steps } = play(game);
    const silence = 30_000 / game.timeScale;
    for (const { action, now, decision } of steps) {
      if (!decision.ok || action.type !== "guess" || game.ruleset.earlyGuess) continue;
      const { match, events } = decision;
      const early = events.some((event) => event.type === "guess" && event.early);
      expect(early).toBe(match.phase === "chatting");
      if (!early) continue;
      const round = currentRound(match);
      const mine = round.seats.find(({ occupant }) => occupant === action.by)?.label ?? "";
      expect(now - round.openedAt).toBeGreaterThanOrEqual(silence);
      for (const { seats, spoken } of round.conversations)
        for (const label of seats)
          if (seats.includes(mine) && label !== mine)
            expect(now - (spoken[label]?.lastAt ?? 0)).toBeGreaterThanOrEqual(silence);
    }
  },
);
