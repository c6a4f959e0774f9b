import { expect, test } from "vitest";
import { CHAT, chatOf, messageOf, viewOf } from "./fixtures.ts";
import { startingState } from "./match-state.ts";
import { reduce } from "./reduce.ts";
import { silenceIn } from "./silence.ts";

test("the silence is read off a view, whatever the server's pace", () => {
  expect(silenceIn(viewOf({ canGuessAt: "2026-01-01T12:00:30.000Z" }))).toBe(30_000);
  const fast = { deadlineAt: "2026-01-01T12:00:12.000Z", canGuessAt: "2026-01-01T12:00:03.000Z" };
  expect(silenceIn(viewOf(fast))).toBe(3000);
  const heard = [chatOf([messageOf(1, "B")])];
  expect(
    silenceIn(viewOf({ ...fast, canGuessAt: "2026-01-01T12:00:04.000Z", conversations: heard })),
  ).toBe(3000);
  expect(silenceIn(viewOf({ canGuess: true }))).toBeNull();
});

test("a message of the other side takes an early guess back until it is silent again", () => {
  const start = startingState(viewOf({ canGuess: true }));
  const message = { ...messageOf(1, "B"), at: "2026-01-01T12:00:40.000Z" };
  const data = { conversationId: CHAT, round: 1, message };
  const heard = reduce(start, { type: "frame", frame: { event: "message", data }, id: 1, at: 0 });
  expect(heard.view).toMatchObject({ canGuess: false, canGuessAt: "2026-01-01T12:01:10.000Z" });
  const own = { ...data, message: { ...messageOf(2, "A"), at: "2026-01-01T12:00:50.000Z" } };
  const answered = reduce(heard, {
    type: "frame",
    frame: { event: "message", data: own },
    id: 2,
    at: 0,
  });
  expect(answered.view.canGuessAt).toBe("2026-01-01T12:01:10.000Z");
});
