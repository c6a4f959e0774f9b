import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "./backoff.ts";

const now = Date.parse("2026-11-21T10:00:00Z");
const after = (value: string) => retryAfterMs(new Headers({ "retry-after": value }), now);

describe("waiting before a try is repeated", () => {
  property.prop([fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true })])(
    "takes between nothing and a bound that doubles up to four seconds",
    (tried, chance) => {
      const ms = backoffMs(tried, chance);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(Math.min(4000, 250 * 2 ** (tried - 1)));
    },
  );

  test("is spread over the whole range", () => {
    expect([backoffMs(1, 1), backoffMs(2, 1), backoffMs(3, 0.5), backoffMs(9, 1)]).toEqual([
      250, 500, 500, 4000,
    ]);
  });
});

describe("what a provider asks for", () => {
  test("seconds", () => expect(after("2")).toBe(2000));
  test("a date", () => expect(after("Sat, 21 Nov 2026 10:00:07 GMT")).toBe(7000));
  test("a date gone by", () => expect(after("Sat, 21 Nov 2026 09:00:00 GMT")).toBe(0));
  test.each(["", "soon", "-3"])("nothing that can be read: %j", (value) =>
    expect(after(value)).toBeNull(),
  );
  test("milliseconds go before seconds", () => {
    const headers = new Headers({ "retry-after-ms": "120", "retry-after": "9" });
    expect(retryAfterMs(headers, now)).toBe(120);
  });
  test("nothing where there are no headers", () => expect(retryAfterMs(undefined, now)).toBeNull());
});
