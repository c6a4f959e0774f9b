import { test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { gamesOf } from "./arbitraries.test-support.ts";
import { decide } from "./decide.ts";
import { currentRound, type Match, type MatchEvent, seatOf, type Turn } from "./match.ts";
import { advance, after, at, opened, play, rulesetLike, says } from "./playing.test-support.ts";

const humanOrNot = rulesetLike("human-or-not");
const interrogation = rulesetLike("interrogation");
const threeParty = rulesetLike("three-party");

function turnOf(match: Match): Turn | null {
  return currentRound(match).conversations[0]?.turn ?? null;
}

/** Who opens a match of two in turns, and who answers. */
function openerIn(match: Match): [number, number] {
  const round = currentRound(match);
  return seatOf(round, 0).label === turnOf(match)?.seat ? [0, 1] : [1, 0];
}

function holder(match: Match): number | undefined {
  return currentRound(match).seats.find(({ label }) => label === turnOf(match)?.seat)?.occupant;
}

describe("free talk", () => {
  test("anybody may write at any time, twice in a row too", () => {
    const { match } = opened();
    const talked = after(
      match,
      [(m) => says(m, 0), at(1)],
      [(m) => says(m, 0), at(1)],
      [(m) => says(m, 1), at(1)],
    );
    expect(turnOf(talked)).toBeNull();
    expect(talked.seq).toBe(3);
  });
});

describe("alternating turns", () => {
  test("the opening turn has 30 s, every later one 20 s", () => {
    const { match } = opened({ ruleset: humanOrNot });
    const [opener, other] = openerIn(match);
    expect(turnOf(match)?.deadlineAt).toBe(at(30));
    const answered = after(match, [(m) => says(m, opener), at(12)]);
    expect(holder(answered)).toBe(other);
    expect(turnOf(answered)?.deadlineAt).toBe(at(32));
  });

  test("the same on a clock ten times faster", () => {
    const { match } = opened({ ruleset: humanOrNot, timeScale: 10 });
    expect(turnOf(match)?.deadlineAt).toBe(at(3));
    const [opener] = openerIn(match);
    const answered = after(match, [(m) => says(m, opener), at(1)]);
    expect(turnOf(answered)?.deadlineAt).toBe(at(3));
  });

  test("who opens is drawn: over many seeds either does", () => {
    const openers = Array.from({ length: 40 }, (_, index) =>
      holder(opened({ ruleset: humanOrNot, seed: index.toString(16).padStart(32, "0") }).match),
    );
    expect(new Set(openers)).toEqual(new Set([0, 1]));
  });

  test("out of turn is refused, before and after one's own", () => {
    const { match } = opened({ ruleset: humanOrNot });
    const [opener, other] = openerIn(match);
    const refused = { ok: false, code: "match/not-your-turn" };
    expect(decide(match, says(match, other), at(1))).toEqual(refused);
    const answered = after(match, [(m) => says(m, opener), at(2)]);
    expect(decide(answered, says(answered, opener), at(3))).toEqual(refused);
  });

  test.each([
    [0, true],
    [0.4, true],
    [0.499, true],
    [0.501, false],
    [1, false],
  ])("a post %d s after the turn's end counts: %s, for either seat", (late, counts) => {
    const { match } = opened({ ruleset: humanOrNot });
    const [opener, other] = openerIn(match);
    const first = decide(match, says(match, opener), at(30 + late));
    expect(first.ok).toBe(counts);
    const answered = after(match, [(m) => says(m, opener), at(5)]);
    expect(decide(answered, says(answered, other), at(25 + late)).ok).toBe(counts);
  });

  test("an unused turn passes to the other, who has 20 s from then", () => {
    const { match } = opened({ ruleset: humanOrNot });
    const [, other] = openerIn(match);
    expect(advance(match, at(30.4)).events).toEqual([]);
    const { match: passed, events } = advance(match, at(30.5));
    expect(events).toMatchObject([{ type: "turn", deadlineAt: at(50.5) }]);
    expect(holder(passed)).toBe(other);
  });

  test("two unused turns in a row by one seat end the chat", () => {
    const { match } = opened({ ruleset: humanOrNot });
    const [opener, other] = openerIn(match);
    const passed = advance(match, at(30.5)).match;
    const answered = after(passed, [(m) => says(m, other), at(35)]);
    expect(holder(answered)).toBe(opener);
    const { match: over, events } = advance(answered, at(55.5));
    expect(events).toMatchObject([{ type: "phase", phase: "guessing", deadlineAt: at(85.5) }]);
    expect(over).toMatchObject({ phase: "guessing", endReason: "silence" });
  });

  test("a turn that is used in between begins the count anew", () => {
    const { match } = opened({ ruleset: humanOrNot });
    const [opener, other] = openerIn(match);
    const passed = advance(match, at(30.5)).match;
    const talked = after(
      passed,
      [(m) => says(m, other), at(31)],
      [(m) => says(m, opener), at(32)],
      [(m) => says(m, other), at(33)],
    );
    const lapsed = advance(talked, at(53.5)).match;
    expect(lapsed.phase).toBe("chatting");
    expect(holder(lapsed)).toBe(other);
  });

  test("no turn outlasts the chat", () => {
    const { match } = opened({ ruleset: humanOrNot });
    const turns = Array.from({ length: 9 }, (_, index) => 10 + 12 * index);
    const late = turns.reduce(
      (before, second) => after(before, [(m) => says(m, holder(m) ?? -1), at(second)]),
      match,
    );
    expect(turnOf(late)?.deadlineAt).toBe(at(120));
    expect(advance(late, at(120)).match).toMatchObject({ phase: "guessing", endReason: null });
  });

  property.prop([gamesOf([humanOrNot, rulesetLike("human-or-not", { rounds: 2 })])])(
    "every message is its holder's, and not later than half a second after the turn",
    (game) => {
      const second = 1000 / game.timeScale;
      const { start, steps } = play(game);
      let turn = turnOf(start.match);
      for (const { now, decision } of steps) {
        for (const event of decision.ok ? decision.events : []) {
          if (event.type === "message") {
            expect(event.seat).toBe(turn?.seat);
            expect(now).toBeLessThan((turn?.deadlineAt ?? 0) + 0.5 * second);
          }
          if (event.type === "turn") {
            expect(event.seat).not.toBe(turn?.seat);
            expect(event.deadlineAt).toBeLessThanOrEqual(now + 20 * second);
            turn = event;
          }
        }
        if (decision.ok && decision.events.some(({ type }) => type === "phase"))
          turn = turnOf(decision.match);
      }
    },
  );
});

describe("asking and answering", () => {
  test("the interrogator opens and may take any time", () => {
    const { match } = opened({ ruleset: interrogation, interrogator: 1 });
    expect(holder(match)).toBe(1);
    expect(turnOf(match)?.deadlineAt).toBeNull();
    expect(decide(match, says(match, 0), at(1))).toEqual({
      ok: false,
      code: "match/not-your-turn",
    });
    expect(decide(match, says(match, 1), at(299)).ok).toBe(true);
  });

  test("one message, then wait for the answer", () => {
    const { match } = opened({ ruleset: interrogation });
    const asked = after(match, [(m) => says(m, 0), at(5)]);
    expect(decide(asked, says(asked, 0), at(6))).toEqual({
      ok: false,
      code: "match/not-your-turn",
    });
    const answered = after(asked, [(m) => says(m, 1), at(9)]);
    expect(decide(answered, says(answered, 1), at(10)).ok).toBe(false);
    expect(decide(answered, says(answered, 0), at(10)).ok).toBe(true);
  });

  test("forty seconds without an answer give the turn back", () => {
    const { match } = opened({ ruleset: interrogation });
    const asked = after(match, [(m) => says(m, 0), at(5)]);
    expect(turnOf(asked)?.deadlineAt).toBe(at(45));
    expect(decide(asked, says(asked, 1), at(44.999)).ok).toBe(true);
    expect(decide(asked, says(asked, 1), at(45)).ok).toBe(false);
    expect(decide(asked, says(asked, 0), at(45)).ok).toBe(true);
    const { match: back, events } = advance(asked, at(45));
    expect(holder(back)).toBe(0);
    expect(events).toMatchObject([{ type: "turn", deadlineAt: null }]);
  });

  test("a witness's silence never ends the chat", () => {
    let { match } = opened({ ruleset: interrogation });
    for (let second = 1; second < 240; second += 45)
      match = advance(after(match, [(m) => says(m, 0), at(second)]), at(second + 40)).match;
    expect(match.phase).toBe("chatting");
  });

  test("in three-party the two conversations run beside each other", () => {
    const { match } = opened({ ruleset: threeParty, kinds: ["human", "human", "ai"] });
    const asked = after(match, [(m) => says(m, 0, 1), at(5)], [(m) => says(m, 0, 2), at(6)]);
    expect(decide(asked, says(asked, 0, 1), at(7)).ok).toBe(false);
    const answered = after(asked, [(m) => says(m, 2), at(8)]);
    expect(decide(answered, says(answered, 0, 2), at(9)).ok).toBe(true);
    expect(decide(answered, says(answered, 0, 1), at(9)).ok).toBe(false);
  });

  property.prop([
    gamesOf([interrogation, rulesetLike("interrogation", { rounds: 3 }), threeParty]),
  ])("in each conversation questions and answers alternate, but for silences", (game) => {
    const heard = new Map<string, { seat: string; now: number }>();
    const { steps } = play(game);
    for (const { now, decision } of steps) {
      if (!decision.ok) continue;
      const round = currentRound(decision.match);
      const asks = round.seats.find(({ role }) => role === "interrogator")?.label;
      const said = decision.events.filter(
        (event): event is Extract<MatchEvent, { type: "message" }> => event.type === "message",
      );
      for (const { conversationId, seat } of said) {
        const last = heard.get(conversationId);
        if (!last) expect(seat, "the interrogator opens").toBe(asks);
        else if (last.seat !== asks) expect(seat, "an answer was given").toBe(asks);
        else if (seat === asks)
          expect(now - last.now, "silence").toBeGreaterThanOrEqual(40_000 / game.timeScale);
        heard.set(conversationId, { seat, now });
      }
    }
  });
});
