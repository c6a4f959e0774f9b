import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { messageOf, CHAT } from "./fixtures.ts";
import { FakeSource } from "./fake-source.ts";
import type { Connection } from "./match-state.ts";
import { backOff, openStream, type StreamedFrame } from "./stream.ts";

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.all = [];
});
afterEach(() => vi.useRealTimers());

function stream(worthReopening: () => Promise<boolean> = () => Promise.resolve(true)) {
  const frames: StreamedFrame[] = [];
  const connections: Connection[] = [];
  const opened = openStream({
    url: "/events",
    onFrame: (frame) => frames.push(frame),
    onConnection: (connection) => connections.push(connection),
    worthReopening,
    open: (url) => new FakeSource(url),
    random: () => 0.5,
  });
  return { frames, connections, ...opened };
}

const message = { conversationId: CHAT, round: 1, message: messageOf(1, "B") };

describe("a stream", () => {
  test("hands on known frames with their ids, and drops what it cannot read", () => {
    const { frames } = stream();
    const [source] = FakeSource.all;
    source?.emit("message", message, "7");
    source?.emit("typing", { conversationId: CHAT, seat: "B", on: true }, "7");
    source?.emit("message", { nonsense: true }, "8");
    source?.emit("message", message, "");
    expect(frames.map(({ frame, id }) => [frame.event, id])).toEqual([
      ["message", 7],
      ["typing", null],
      ["message", null],
    ]);
  });

  test("leaves reconnecting to the browser while the browser tries", async () => {
    const { connections } = stream();
    FakeSource.all[0]?.succeed();
    FakeSource.all[0]?.fail(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connections).toEqual(["live", "lost"]);
    expect(FakeSource.all).toHaveLength(1);
  });

  test("opens afresh, with growing waits, when the browser gave up", async () => {
    stream();
    FakeSource.all[0]?.fail(true);
    await vi.advanceTimersByTimeAsync(499);
    expect(FakeSource.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSource.all).toHaveLength(2);
    FakeSource.all[1]?.fail(true);
    await vi.advanceTimersByTimeAsync(999);
    expect(FakeSource.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSource.all).toHaveLength(3);
  });

  test("ends where nothing is left to stream", async () => {
    stream(() => Promise.resolve(false));
    FakeSource.all[0]?.fail(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSource.all).toHaveLength(1);
  });

  test("a line that was replaced is not listened to", () => {
    const { frames, restart } = stream();
    restart();
    expect(FakeSource.all.map(({ readyState }) => readyState)).toEqual([2, 0]);
    FakeSource.all[0]?.emit("message", message, "1");
    expect(frames).toEqual([]);
  });

  test("the wait never exceeds a third more than fifteen seconds", () => {
    expect(backOff(40, () => 1)).toBeLessThanOrEqual(20_000);
    expect(backOff(0, () => 0)).toBeGreaterThan(400);
  });
});
