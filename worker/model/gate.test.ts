import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openGate } from "./gate.ts";

const { signal: never } = new AbortController();

describe("a gate", () => {
  test("lets so many in at once, in the order of coming", async () => {
    const gate = openGate({ concurrency: 2 });
    const order: number[] = [];
    const enter = async (name: number) => {
      const leave = await gate.enter(never);
      order.push(name);
      return leave;
    };
    const leaving = [await enter(1), await enter(2)];
    const third = enter(3);
    const fourth = enter(4);
    expect(gate.isFree()).toBe(false);
    leaving[0]?.();
    await third;
    expect(order).toEqual([1, 2, 3]);
    leaving[1]?.();
    await fourth;
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test("is not waited for any longer than the signal says", async () => {
    const gate = openGate({ concurrency: 1 });
    const leave = await gate.enter(never);
    const waiting = new AbortController();
    const second = gate.enter(waiting.signal);
    waiting.abort();
    expect(await second).toBeNull();
    leave?.();
    expect(gate.isFree()).toBe(true);
    expect(await gate.enter(waiting.signal)).toBeNull();
  });

  describe("by the minute", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test("lets the next in when the oldest is a minute ago", async () => {
      const gate = openGate({ concurrency: 9, requestsPerMinute: 2 });
      const enter = async () => (await gate.enter(never))?.();
      await enter();
      vi.advanceTimersByTime(20_000);
      await enter();
      let third = false;
      void enter().then(() => (third = true));
      await vi.advanceTimersByTimeAsync(39_000);
      expect(third).toBe(false);
      await vi.advanceTimersByTimeAsync(1001);
      expect(third).toBe(true);
    });
  });
});
