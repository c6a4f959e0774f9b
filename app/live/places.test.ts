import { expect, test } from "vitest";
import { openPlaces } from "./places.ts";

const open = () => new AbortController();

/** How many of so many further streams find a place. */
function taken(places: ReturnType<typeof openPlaces>, count: number, address = "a") {
  return (sessionId: string) =>
    Array.from({ length: count }, () => places.take({ sessionId, address }, open().signal)).filter(
      Boolean,
    ).length;
}

test("a session has twelve streams at once, and others have theirs", () => {
  const places = openPlaces({ perAddress: 100 });
  expect(taken(places, 20)("one")).toBe(12);
  expect(taken(places, 20)("two")).toBe(12);
});

test("an address has so many, whatever the sessions", () => {
  const places = openPlaces({ perAddress: 5 });
  const sessions = Array.from({ length: 8 }, (_, n) => `session ${n}`);
  expect(sessions.filter((session) => taken(places, 1)(session) === 1)).toHaveLength(5);
  expect(taken(places, 1, "b")("elsewhere")).toBe(1);
});

test("a stream that ends gives its place back, once", () => {
  const places = openPlaces({ perAddress: 1 });
  const [first, second] = [open(), open()];
  const holder = { sessionId: "one", address: "a" };
  expect(places.take(holder, first.signal)).toBe(true);
  expect(places.take(holder, second.signal)).toBe(false);
  first.abort();
  first.abort();
  expect(places.take(holder, second.signal)).toBe(true);
  expect(places.take(holder, open().signal)).toBe(false);
});

test("who has left already holds no place", () => {
  const places = openPlaces({ perAddress: 1 });
  const gone = open();
  gone.abort();
  places.take({ sessionId: "one", address: "a" }, gone.signal);
  expect(places.take({ sessionId: "one", address: "a" }, open().signal)).toBe(true);
});
