import { test as property } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { gamesOf } from "./arbitraries.test-support.ts";
import { decide } from "./decide.ts";
import { type FollowUp, type Match, nextDueAt, type Phase } from "./match.ts";
import { eventsOf, type Game, play, runOut, type Step } from "./playing.test-support.ts";
import { framesOf } from "./view.ts";

const runs = { numRuns: 100 };
const wakes = (followUps: readonly FollowUp[]) =>
  followUps.filter(({ job }) => job === "close-phase" || job === "score-match");
const isOver = (match: Match) => match.phase === "revealed" || match.phase === "voided";

/** A game with its ending: what is left of it runs out by itself. */
function playedOut(game: Game): Step[] {
  const { steps, end, now } = play(game);
  return [...steps, ...runOut(end, now)];
}

describe("phases", () => {
  const mayFollow: Record<Phase, Phase[]> = {
    // From chatting straight on when every guess came early, or nobody is left to make one.
    chatting: ["guessing", "chatting", "revealed", "voided"],
    guessing: ["chatting", "revealed", "voided"],
    revealed: [],
    voided: [],
  };

  property.prop([gamesOf()], runs)("follow each other only as the rules allow", (game) => {
    let [phase, round]: [Phase, number] = ["chatting", 1];
    for (const event of eventsOf(playedOut(game))) {
      if (event.type !== "phase") continue;
      expect(mayFollow[phase]).toContain(event.phase);
      expect(event.round).toBe(event.phase === "chatting" ? round + 1 : round);
      expect(event.round).toBeLessThanOrEqual(game.ruleset.rounds);
      [phase, round] = [event.phase, event.round];
    }
    expect(["revealed", "voided"]).toContain(phase);
  });

  property.prop([gamesOf()], runs)("once over, a match refuses everything", (game) => {
    for (const { before, action, decision } of play(game).steps) {
      if (!isOver(before)) continue;
      if (action.type !== "advance") expect(decision).toMatchObject({ ok: false });
      // A job that comes late finds the work done, which is success.
      else expect(decision).toEqual({ ok: true, match: before, events: [], followUps: [] });
    }
  });

  property.prop([gamesOf()], runs)("a match knows why it ended, once it has", (game) => {
    for (const { decision } of playedOut(game)) {
      if (!decision.ok) continue;
      const { phase, endReason, deadlineAt } = decision.match;
      expect(deadlineAt === null).toBe(isOver(decision.match));
      if (phase === "chatting") expect(endReason).toBeNull();
      if (phase === "revealed") expect(endReason).toMatch(/^(time|guessed|silence|abandoned)$/);
      if (phase === "voided") expect(endReason).toBe("voided");
    }
  });
});

describe("a decision", () => {
  property.prop([gamesOf()], runs)("is the same for the same input", (game) => {
    // `play` freezes each match before the decision: a change to the input would throw.
    for (const { before, action, now, decision } of play(game).steps)
      expect(decide(before, action, now)).toStrictEqual(decision);
  });

  property.prop([gamesOf()], runs)("moves the version by one exactly when it changes", (game) => {
    for (const { before, decision } of playedOut(game)) {
      if (!decision.ok) continue;
      const { match, events, followUps } = decision;
      expect(match.version - before.version).toBe(events.length > 0 ? 1 : 0);
      if (events.length === 0) expect([match, followUps]).toStrictEqual([before, []]);
    }
  });

  property.prop([gamesOf()], runs)(
    "that accepts a post tells one message, and no other",
    (game) => {
      let posted = 0;
      const { steps, end } = play(game);
      for (const { before, action, now, decision } of steps) {
        if (!decision.ok) continue;
        const said = decision.events.filter((event) => event.type === "message");
        expect(said).toHaveLength(action.type === "post" ? 1 : 0);
        if (action.type !== "post") continue;
        posted += 1;
        const round = before.rounds.at(-1);
        const seat = round?.seats.find(({ occupant }) => occupant === action.by);
        expect(said).toMatchObject([
          { conversationId: action.conversationId, seat: seat?.label, round: round?.number },
        ]);
        const spoken = decision.match.rounds
          .at(-1)
          ?.conversations.find(({ id }) => id === action.conversationId)?.spoken;
        expect(spoken?.[seat?.label ?? ""]?.lastAt).toBe(now);
      }
      const counts = end.rounds.flatMap(({ conversations }) =>
        conversations.flatMap(({ spoken }) => Object.values(spoken).map(({ count }) => count)),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(posted);
    },
  );
});

describe("the log", () => {
  property.prop([gamesOf()], runs)("counts without gaps", (game) => {
    const numbers = eventsOf(playedOut(game)).flatMap((event) =>
      "seq" in event ? [event.seq] : [],
    );
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  property.prop([gamesOf()], runs)(
    "gives every participant the frames that were counted",
    (game) => {
      const steps = playedOut(game);
      const end = steps.findLast(({ decision }) => decision.ok)?.decision;
      if (!end?.ok) return;
      end.match.participants.forEach(({ frames }, viewer) => {
        const rebuilt = framesOf(end.match, viewer, eventsOf(steps), 0);
        expect(rebuilt.map(({ id }) => id)).toEqual(
          Array.from({ length: frames }, (_, i) => i + 1),
        );
        const live = steps.flatMap(({ before, decision }) =>
          decision.ok
            ? framesOf(
                decision.match,
                viewer,
                decision.events,
                before.participants[viewer]?.frames ?? -1,
              )
            : [],
        );
        expect(live).toStrictEqual(rebuilt);
      });
    },
  );
});

describe("the clock", () => {
  property.prop([gamesOf()], runs)("always strikes again while a match is live", (game) => {
    for (const { decision } of playedOut(game))
      if (decision.ok) expect(nextDueAt(decision.match) === null).toBe(isOver(decision.match));
  });

  property.prop([gamesOf()], runs)("brings every match to its end by itself", (game) => {
    const { end, now } = play(game);
    const { ruleset } = end;
    const steps = runOut(end, now);
    // Each round: two phases, and in each conversation no more turns than fit into the chat.
    const turns = 2 * Math.ceil(ruleset.chatSeconds / (ruleset.turnSeconds ?? ruleset.chatSeconds));
    expect(steps.length).toBeLessThanOrEqual(ruleset.rounds * (2 + 2 * turns));
    for (const { decision } of steps)
      expect(decision.ok && decision.events.length, "each stroke changes something").toBeTruthy();
  });

  property.prop([gamesOf()], runs)("has one job for each instant that wakes it", (game) => {
    const { start } = play({ ...game, moves: [] });
    expect(wakes(start.followUps)).toEqual([{ job: "close-phase", dueAt: nextDueAt(start.match) }]);
    for (const { before, now, decision } of playedOut(game)) {
      if (!decision.ok) continue;
      const { match, followUps } = decision;
      const due = nextDueAt(match);
      const jobs = wakes(followUps);
      if (due === null || due === nextDueAt(before)) {
        expect(jobs).toEqual([]);
        continue;
      }
      expect(jobs).toHaveLength(1);
      const [job] = jobs;
      // What is due already is woken at once.
      const wakesAt = job?.job === "close-phase" ? job.dueAt : now;
      expect(Math.max(wakesAt, now)).toBe(Math.max(due, now));
    }
  });
});

describe("work for AI seats", () => {
  property.prop([gamesOf()], runs)(
    "goes to AI seats only, and to the one whose turn it is",
    (game) => {
      const { start, steps } = play(game);
      const decided = [start, ...steps.flatMap(({ decision }) => (decision.ok ? [decision] : []))];
      for (const { match, followUps } of decided)
        for (const work of followUps) {
          if (work.job !== "compose-reply" && work.job !== "make-guess") continue;
          const round = match.rounds[work.round - 1];
          const seat = round?.seats.find(({ label }) => label === work.seat);
          expect(match.participants[seat?.occupant ?? -1]?.kind).toBe("ai");
          if (work.job === "make-guess") expect(seat?.role).not.toBe("witness");
          else expect(work.after).toBeLessThanOrEqual(match.seq);
        }
    },
  );

  property.prop([gamesOf()], runs)(
    "a message in free talk invites every AI that hears it",
    (game) => {
      for (const { action, decision } of play(game).steps) {
        if (!decision.ok || action.type !== "post" || game.ruleset.turnTaking !== "free") continue;
        const round = decision.match.rounds.at(-1);
        const hearing = round?.seats
          .filter(({ occupant }) => occupant !== action.by && game.kinds[occupant] === "ai")
          .map(({ label }) => label);
        const invited = decision.followUps.flatMap((work) =>
          work.job === "compose-reply" ? [work.seat] : [],
        );
        expect(invited.toSorted()).toEqual(hearing?.toSorted());
      }
    },
  );
});
