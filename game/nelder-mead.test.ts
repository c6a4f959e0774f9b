import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { minimise } from "./nelder-mead.ts";

const coordinate = fc.double({ min: -5, max: 5, noNaN: true });

property.prop([fc.array(coordinate, { minLength: 1, maxLength: 5 })])(
  "finds the bottom of a bowl, wherever it lies",
  (bottom) => {
    const bowl = (at: readonly number[]) =>
      at.reduce((sum, value, axis) => sum + (axis + 1) * (value - (bottom[axis] ?? 0)) ** 2, 7);
    const found = minimise(
      bowl,
      bottom.map(() => 0),
      { tolerance: 1e-12, evaluations: 5000 },
    );
    expect(found.value).toBeCloseTo(7, 4);
    found.at.forEach((value, axis) => expect(value).toBeCloseTo(bottom[axis] ?? NaN, 2));
  },
);

test("follows Rosenbrock's valley to its end", () => {
  const valley = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
  const { at } = minimise(valley, [-1.2, 1], { tolerance: 1e-14 });
  expect(at[0]).toBeCloseTo(1, 4);
  expect(at[1]).toBeCloseTo(1, 4);
});

test("stops after the evaluations that it has", () => {
  const { evaluations } = minimise(([x = 0]) => x, [0], { evaluations: 50 });
  expect(evaluations).toBeLessThan(55);
});
