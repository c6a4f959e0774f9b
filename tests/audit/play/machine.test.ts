import { expect, test } from "vitest";
import { Machine } from "./machine.ts";

/** A machine of two cores, second by second; what the host takes of them. */
function played(...taken: number[]) {
  let [now, stolen] = [0, 0];
  const machine = new Machine(
    () => now,
    () => stolen,
    2,
  );
  for (const seconds of taken) {
    now += 1000;
    stolen += seconds;
    machine.look();
  }
  return machine;
}

test("a machine is its own while its host takes a tenth of a second at most", () => {
  expect(played(0, 0.1, 0.15).wasOwnSince(0)).toBe(true);
});

test("one second given to others is enough, however short beside the rest", () => {
  expect(played(0, 0.3, 0, 0, 0, 0).wasOwnSince(0)).toBe(false);
});

test("what was before does not count, nor what ended as it began", () => {
  const machine = played(1, 0, 0);
  expect(machine.wasOwnSince(1000)).toBe(true);
  expect(machine.wasOwnSince(999)).toBe(false);
});
