import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import { matchedDelivery, releaseAt, releaseRandom } from "./release.ts";

const matched = { release: "matched" as const, slotSeconds: 10 };
const OPENED = 1_700_000_000_000;
const SEED = "0123456789abcdef0123456789abcdef";
const at = (seconds: number) => OPENED + seconds * 1000;

describe("a slot's end", () => {
  test.each([
    ["what is ready at the opening waits a whole slot", 0, 10],
    ["within a slot", 3.2, 10],
    ["on the end itself", 10, 10],
    ["a millisecond later is the next slot's", 10.001, 20],
    ["late in the chat", 101, 110],
  ])("%s", (_case, ready, expected) => {
    expect(releaseAt(matched, 1, OPENED, at(120), at(ready))).toBe(at(expected));
  });

  test("none is left when the last one is the chat's end", () => {
    expect(releaseAt(matched, 1, OPENED, at(120), at(110.5))).toBeNull();
    expect(releaseAt(matched, 1, OPENED, at(120.3), at(110.5))).toBe(at(120));
  });

  test("the time scale shortens slots", () => {
    expect(releaseAt(matched, 10, OPENED, at(12), at(0.5))).toBe(at(1));
  });

  test("without slots everything appears when it is ready", () => {
    const random = releaseRandom(SEED, "c", "A");
    expect(releaseAt({}, 1, OPENED, at(120), at(3.2))).toBe(at(3.2));
    expect(matchedDelivery({}, 1, OPENED, at(120), at(3.2), random)).toBe(at(3.2));
    expect(matchedDelivery({ release: "natural" }, 1, OPENED, at(120), at(130), random)).toBe(
      at(130),
    );
  });
});

describe("appearing after a slot", () => {
  const scales = fc.constantFrom(1, 7, 10, 60);
  const ready = fc.double({ min: 0, max: 100, noNaN: true });

  property.prop([seeds, scales, ready, ready])(
    "one seat's messages of one slot appear at one instant, those of a later slot later",
    (seed, scale, a, b) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)].map((seconds) => {
        const readyAt = Math.round(OPENED + (seconds * 1000) / scale);
        const slot = releaseAt(matched, scale, OPENED, at(1000), readyAt);
        const random = releaseRandom(seed, "c", "A");
        const appears = matchedDelivery(matched, scale, OPENED, at(1000), readyAt, random);
        return { readyAt, slot, appears };
      });
      if (first?.slot == null || second?.slot == null) throw new Error("a slot expected");
      if (first.appears === null || second.appears === null) throw new Error("a time expected");
      if (first.slot === second.slot) expect(second.appears).toBe(first.appears);
      else expect(second.appears).toBeGreaterThan(first.appears);
      for (const { readyAt, slot, appears } of [first, second]) {
        expect(slot).toBeGreaterThanOrEqual(readyAt);
        expect((appears ?? 0) - (slot ?? 0)).toBeGreaterThanOrEqual(0);
        expect((appears ?? 0) - (slot ?? 0)).toBeLessThanOrEqual(Math.ceil(250 / scale));
      }
    },
  );

  test("is uniform over a quarter of a second", () => {
    const delays = Array.from({ length: 4000 }, (_, index) => {
      const random = releaseRandom(SEED, String(index), "B");
      return (matchedDelivery(matched, 1, OPENED, at(1000), at(25), random) ?? 0) - at(30);
    });
    const quarter = (from: number) =>
      delays.filter((ms) => ms >= from && ms < from + 62.5).length / delays.length;
    for (const from of [0, 62.5, 125, 187.5]) expect(quarter(from)).toBeCloseTo(0.25, 1);
  });

  test("a turn that ends first is missed", () => {
    const random = releaseRandom(SEED, "c", "A");
    expect(matchedDelivery(matched, 1, OPENED, at(19), at(12), random)).toBeNull();
  });
});
