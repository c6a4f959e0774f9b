import { expect, test } from "vitest";
import { marksOf } from "./share-marks.tsx";

test("a share is drawn with as few marks as it takes", () => {
  expect(marksOf(0.5)).toEqual({ people: 1, machines: 1 });
  expect(marksOf(0.75)).toEqual({ people: 1, machines: 3 });
  expect(marksOf(0)).toEqual({ people: 1, machines: 0 });
  expect(marksOf(1)).toEqual({ people: 0, machines: 1 });
});

test("a share that ten marks cannot hold is rounded to tenths", () => {
  expect(marksOf(0.37)).toEqual({ people: 6, machines: 4 });
});
