import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sharedClock, startTicking } from "./clock.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a tick that takes long is never overlapped by the next", async () => {
  let running = 0;
  let most = 0;
  const ticking = startTicking({
    nextInMs: () => 10,
    tick: async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running -= 1;
    },
    onError: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(most).toBe(1);
  const stopped = ticking.stop();
  await vi.advanceTimersByTimeAsync(200);
  await stopped;
});

test("a failed tick is reported and the next one goes on", async () => {
  const errors: unknown[] = [];
  const ticking = startTicking({
    nextInMs: () => 10,
    tick: () => Promise.reject(new Error("away")),
    onError: (error) => errors.push(error),
  });
  await vi.advanceTimersByTimeAsync(35);
  expect(errors).toHaveLength(3);
  await ticking.stop();
  await vi.advanceTimersByTimeAsync(100);
  expect(errors).toHaveLength(3);
});

test("the shared clock tells another machine's time", () => {
  vi.setSystemTime(10_000);
  const clock = sharedClock();
  vi.setSystemTime(10_200);
  clock.set(15_100, 10_000);
  expect(clock.now()).toBe(15_200);
  vi.setSystemTime(11_000);
  expect(clock.now()).toBe(16_000);
});
