import { expect, test } from "vitest";
import { readEnded, readSeated, readWaiting } from "./lobby-frames.ts";

test("frames of the lobby are read field by field", () => {
  const nextWaveAt = "2025-03-03T10:00:05.000Z";
  expect(readWaiting({ nextWaveAt, ruleset: "quick-duel", offer: null })).toEqual({
    nextWaveAt,
    offer: null,
  });
  expect(readSeated({ matchId: "m" })).toEqual({ matchId: "m" });
  expect(readEnded({ reason: "left" })).toEqual({ reason: "left" });
});

test("what is no frame is passed over", () => {
  expect([readWaiting(null), readSeated({}), readEnded({ reason: 1 })]).toEqual([null, null, null]);
});
