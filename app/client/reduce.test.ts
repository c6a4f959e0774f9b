import { describe, expect, test } from "vitest";
import type { MatchView } from "../api/schemas.ts";
import type { Frame } from "./frames.ts";
import { CHAT, chatOf, messageOf, revealOf, viewOf } from "./fixtures.ts";
import { linesOf, type MatchState, startingState } from "./match-state.ts";
import { type MatchEvent, reduce } from "./reduce.ts";

const NOON = Date.parse("2026-01-01T12:00:00.000Z");

function frame(frame: Frame, id: number | null = null): MatchEvent {
  return { type: "frame", frame, id, at: NOON };
}

function said(n: number, seat: string, id: number | null = n): MatchEvent {
  return frame(
    { event: "message", data: { conversationId: CHAT, round: 1, message: messageOf(n, seat) } },
    id,
  );
}

function view(view: MatchView, frames = 0): MatchEvent {
  return { type: "view", view, at: NOON, frames, roundTrip: 0 };
}

const sendFirst: MatchEvent = {
  type: "send",
  clientId: "client-1",
  conversationId: CHAT,
  body: "message 1",
  pasted: false,
};

function after(events: MatchEvent[], start: MatchView = viewOf()): MatchState {
  return events.reduce(reduce, startingState(start));
}

function bodies(state: MatchState): string[] {
  return linesOf(state, CHAT).map(({ body }) => body);
}

describe("sending", () => {
  test("a message shows at once, and keeps its line when reply and frame come", () => {
    const sent: MatchEvent = {
      type: "sent",
      clientId: "client-1",
      messageId: messageOf(1, "A").id,
    };
    const steps = [
      [sendFirst],
      [sendFirst, sent],
      [sendFirst, sent, said(1, "A")],
      [sendFirst, said(1, "A"), sent],
    ];
    for (const events of steps) {
      const lines = linesOf(after(events), CHAT);
      expect(lines.map(({ key, body }) => [key, body])).toEqual([["client-1", "message 1"]]);
    }
  });

  test("a reply may overtake an earlier message: the frame puts the own one in its place", () => {
    const second: MatchEvent = { ...sendFirst, clientId: "client-2", body: "message 2" };
    const reply: MatchEvent = {
      type: "sent",
      clientId: "client-2",
      messageId: messageOf(2, "A").id,
    };
    expect(bodies(after([second, reply, said(1, "B"), said(2, "A")]))).toEqual([
      "message 1",
      "message 2",
    ]);
  });

  test("a failure is shown, and forgotten where the stream shows the message after all", () => {
    const failure = { code: "network/unreachable", message: "The network is away." };
    const failed = after([sendFirst, { type: "failed", clientId: "client-1", failure }]);
    expect(linesOf(failed, CHAT)[0]).toMatchObject({ state: "failed", failure });
    expect(linesOf(reduce(failed, { type: "retry", clientId: "client-1" }), CHAT)[0]?.state).toBe(
      "sending",
    );
    expect(linesOf(reduce(failed, said(1, "A")), CHAT)).toMatchObject([
      { state: "sent", failure: null },
    ]);
  });

  test("a reload brings back what was under way, unless the view has it", () => {
    const saved = {
      outbox: [sendFirst, { ...sendFirst, clientId: "client-9", body: "message 9" }],
      drafts: { [CHAT]: { text: "and then", pasted: false } },
      belief: { pAi: { B: 0.7 }, reason: "", confidence: null, tells: [] },
    };
    const page = viewOf({ conversations: [chatOf([messageOf(1, "A")])] });
    const state = after([{ type: "restore", saved }], page);
    expect(bodies(state)).toEqual(["message 1", "message 9"]);
    expect(state.drafts[CHAT]?.text).toBe("and then");
    expect(state.belief.pAi.B).toBe(0.7);
  });

  test("a draft survives the turn's end", () => {
    const state = after([
      { type: "draft", conversationId: CHAT, draft: { text: "half a thou", pasted: false } },
      frame({ event: "turn", data: { conversationId: CHAT, seat: "B", deadlineAt: null } }, 1),
    ]);
    expect(state.view.conversations[0]?.yourTurn).toBe(false);
    expect(state.drafts[CHAT]?.text).toBe("half a thou");
  });
});

describe("the stream", () => {
  test("a frame that was skipped asks for the view, which settles it", () => {
    const state = after([said(1, "B"), said(3, "B")]);
    expect(state.missing).toBe(true);
    const whole = viewOf({ conversations: [chatOf([messageOf(1, "B"), messageOf(2, "B")])] });
    const healed = reduce(state, view(whole, state.frames));
    expect(healed.missing).toBe(false);
    expect(bodies(healed)).toEqual(["message 1", "message 2", "message 3"]);
  });

  test("a view asked for before a frame came does not undo it", () => {
    const turn = frame(
      { event: "turn", data: { conversationId: CHAT, seat: "B", deadlineAt: null } },
      1,
    );
    const guessing = frame(
      {
        event: "phase",
        data: { phase: "guessing", round: 1, deadlineAt: "2026-01-01T12:02:30.000Z" },
      },
      2,
    );
    expect(after([turn, view(viewOf())]).view.conversations[0]?.yourTurn).toBe(false);
    const state = after([turn, guessing, view(viewOf())]);
    expect([state.view.phase, state.view.canGuess]).toEqual(["guessing", true]);
  });

  test("dots go on and off, end with the message, and are not trusted over a lost line", () => {
    const dots = (on: boolean) =>
      frame({ event: "typing", data: { conversationId: CHAT, seat: "B", on } });
    expect(after([dots(true), dots(true)]).typing[CHAT]).toEqual(["B"]);
    expect(after([dots(true), dots(false)]).typing[CHAT]).toEqual([]);
    expect(after([dots(true), said(1, "B")]).typing[CHAT]).toEqual([]);
    expect(after([dots(true), { type: "connection", connection: "lost" }]).typing).toEqual({});
  });

  test("the reveal ends it, and no view of before brings the match back", () => {
    const reveal = revealOf();
    const state = after([frame({ event: "reveal", data: { reveal } }, 1), view(viewOf(), 1)]);
    expect(state.view.phase).toBe("revealed");
    expect(state.view.reveal).toEqual(reveal);
  });
});

describe("what only this player sees", () => {
  test("unread messages count where nobody looks, and not one's own", () => {
    const elsewhere: MatchEvent = { type: "look", conversationIds: [] };
    const state = after([elsewhere, said(1, "B"), said(2, "A"), said(1, "B"), said(3, "B")]);
    expect(state.unread[CHAT]).toBe(2);
    expect(reduce(state, { type: "look", conversationIds: [CHAT] }).unread).toEqual({});
    expect(after([said(1, "B")]).unread).toEqual({});
  });

  test("the clock follows the server's", () => {
    const ahead = viewOf({ now: "2026-01-01T12:00:10.000Z" });
    expect(
      after([{ type: "view", view: ahead, at: NOON, frames: 0, roundTrip: 400 }]).clockOffset,
    ).toBe(10_200);
    const slow = viewOf({ now: "2026-01-01T12:00:09.000Z" });
    const state = after([
      frame({ event: "view", data: ahead }, 1),
      frame({ event: "view", data: slow }, 2),
    ]);
    expect(state.clockOffset).toBe(10_000);
  });

  test("a guess in another tab closes the guessing here", () => {
    const state = after(
      [{ type: "guessed", guess: { seat: "B", round: 1, pAi: 0.8 } }],
      viewOf({ canGuess: true }),
    );
    expect([state.view.canGuess, state.view.guesses.length]).toEqual([false, 1]);
  });
});
