import { expect, test } from "vitest";
import { growthOf, type Heap, kindsOf } from "./heap.ts";

const heap = (held: Record<string, [count: number, bytes: number]>): Heap =>
  new Map(
    Object.entries(held).map(([name, [count, bytes]]) => [name, { name, count, bytes }] as const),
  );

test("a heap's bytes are told by kind, the objects of all constructors as one", () => {
  const kinds = kindsOf(
    heap({ Map: [2, 300], Seat: [1, 50], "(code)": [9, 900], "(array)": [1, 5] }),
  );
  expect([...kinds]).toEqual([
    ["code", 900],
    ["objects", 350],
    ["array", 5],
  ]);
});

test("what grew by a quarter and by more than noise is named, most bytes first", () => {
  const before = heap({ Map: [1000, 10_000], Seat: [1000, 10_000], Timeout: [10, 100] });
  const after = heap({
    Map: [1240, 12_400],
    Seat: [1260, 12_600],
    Timeout: [200, 2000],
    Reply: [300, 90_000],
  });
  expect(growthOf(before, after).map(({ name, moreCount }) => [name, moreCount])).toEqual([
    ["Reply", 300],
    ["Seat", 260],
  ]);
});
