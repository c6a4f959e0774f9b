import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { typingSignal } from "./typing.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function signal() {
  const told: boolean[] = [];
  return { told, ...typingSignal((on) => told.push(on)) };
}

test("the first key says so, the next ones at most every three seconds", () => {
  const { told, keystroke } = signal();
  for (let key = 0; key <= 30; key += 1) {
    keystroke();
    vi.advanceTimersByTime(200);
  }
  expect(told).toEqual([true, true, true]);
});

test("four idle seconds end it, once", () => {
  const { told, keystroke } = signal();
  keystroke();
  vi.advanceTimersByTime(3999);
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true, false]);
});

test("sending ends it at once, and says nothing where nothing was said", () => {
  const { told, keystroke, stop } = signal();
  stop();
  keystroke();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true, false]);
});
