import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openMemo } from "./memo.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when the test says so. */
function work() {
  const pending: PromiseWithResolvers<string>[] = [];
  const load = vi.fn(() => {
    const one = Promise.withResolvers<string>();
    pending.push(one);
    return one.promise;
  });
  return { load, pending };
}

test("what takes longer than it is kept is counted once, and kept from when it is there", async () => {
  const { load, pending } = work();
  const memo = openMemo();
  const first = memo.keep("key", 1000, load);
  vi.advanceTimersByTime(5000);
  const second = memo.keep("key", 1000, load);
  expect(load).toHaveBeenCalledTimes(1);
  pending[0]?.resolve("counted");
  expect(await Promise.all([first, second])).toEqual(["counted", "counted"]);
  vi.advanceTimersByTime(999);
  expect(await memo.keep("key", 1000, load)).toBe("counted");
  vi.advanceTimersByTime(1);
  void memo.keep("key", 1000, load);
  expect(load).toHaveBeenCalledTimes(2);
});

test("what failed is tried again", async () => {
  const { load, pending } = work();
  const memo = openMemo();
  const failed = memo.keep("key", 1000, load);
  pending[0]?.reject(new Error("no"));
  await expect(failed).rejects.toThrow("no");
  void memo.keep("key", 1000, load);
  expect(load).toHaveBeenCalledTimes(2);
});

test("tells what is kept or being counted, and nothing that is over or failed", async () => {
  const { load, pending } = work();
  const memo = openMemo();
  expect(memo.known("key")).toBeUndefined();
  const first = memo.keep("key", 1000, load);
  expect(memo.known("key")).toBe(first);
  pending[0]?.resolve("counted");
  await first;
  vi.advanceTimersByTime(999);
  expect(await memo.known("key")).toBe("counted");
  vi.advanceTimersByTime(1);
  expect(memo.known("key")).toBeUndefined();
  const failed = memo.keep("key", 1000, load);
  pending[1]?.reject(new Error("no"));
  await expect(failed).rejects.toThrow("no");
  expect(memo.known("key")).toBeUndefined();
});
