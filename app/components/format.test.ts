import { expect, test } from "vitest";
import { clockText } from "./clock.tsx";
import { counted, day, minute, percent, signed } from "./format.ts";

test("counts take their noun along", () => {
  expect(counted(1, "game")).toBe("1 game");
  expect(counted(1204, "match", "matches")).toBe("1,204 matches");
});

test("signs are typographic, and nothing has none", () => {
  expect([signed(84), signed(-156), signed(-0.2)]).toEqual(["+84", "−156", "0"]);
  expect(percent(0.729, 1)).toBe("72.9 %");
});

test("instants print alike everywhere", () => {
  expect(day("2025-03-03T23:30:00.000Z")).toBe("3 Mar 2025");
  expect(minute("2025-03-03T00:05:00.000Z")).toBe("00:05 UTC");
});

test("a clock shows the second that is running, and stops at nothing", () => {
  expect([clockText(120), clockText(59.2), clockText(0.1), clockText(-3)]).toEqual([
    "2:00",
    "1:00",
    "0:01",
    "0:00",
  ]);
});
