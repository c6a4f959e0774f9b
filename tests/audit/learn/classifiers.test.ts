import { describe, expect, test, vi } from "vitest";
import { createRandom, type Random } from "../../../game/random.ts";
import { aucOf } from "./auc.ts";
import type { Label } from "./classifiers.ts";
import type { Features } from "./columns.ts";
import { judge } from "./verdict.ts";

// Trees take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SEED = "00112233445566778899aabbccddeeff";

function examples(count: number, of: (label: Label, random: Random) => Record<string, Features>) {
  const random = createRandom(SEED, "examples");
  return Array.from({ length: count }, (_, index) => {
    const label: Label = index % 2 === 0 ? 1 : 0;
    return { label, groups: of(label, random) };
  });
}

const noise = (random: Random) =>
  Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`f${index}`, random.normal(0, 1)]));

describe("the area under the curve", () => {
  test("is what DeLong's placements give for a table of a few scores", () => {
    const { auc, se } = aucOf([0.9, 0.8, 0.35, 0.7, 0.4, 0.1], [1, 1, 1, 0, 0, 0]);
    expect(auc).toBeCloseTo(7 / 9, 10);
    // Placements 1, 1, 1/3 and 2/3, 2/3, 1: variances 4/27 and 1/27, each over three.
    expect(se).toBeCloseTo(Math.sqrt(4 / 81 + 1 / 81), 10);
  });

  test("counts ties as half", () => {
    expect(aucOf([1, 1, 1, 1], [1, 0, 1, 0]).auc).toBe(0.5);
  });
});

describe("both classifiers", () => {
  test("tell apart what differs in one feature", () => {
    const separate = examples(200, (label, random) => ({
      one: { ...noise(random), telling: random.normal(label * 4, 1) },
    }));
    const findings = judge(separate, [], SEED);
    for (const { auc, fails } of findings) {
      expect(auc).toBeGreaterThan(0.97);
      expect(fails).toBe(true);
    }
  });

  test("tell apart what a flag tells for sure", () => {
    const flagged = examples(100, (label, random) => ({ one: { flag: label, ...noise(random) } }));
    for (const { auc } of judge(flagged, [], SEED)) expect(auc).toBeGreaterThan(0.99);
  });

  test("tell nothing from noise", () => {
    const alike = examples(240, (_label, random) => ({ one: noise(random) }));
    for (const { auc, corrected } of judge(alike, [], SEED)) {
      expect(Math.abs(auc - 0.5)).toBeLessThan(0.1);
      expect(corrected).toBeLessThan(0.5);
    }
  });

  test("see that one kind lacks a feature more often", () => {
    const lacking = examples(300, (label, random) => ({
      one: { value: random.chance(label === 1 ? 0.8 : 0.2) ? null : random.normal(0, 1) },
    }));
    for (const { auc } of judge(lacking, [], SEED)) expect(auc).toBeGreaterThan(0.7);
  });

  test("trees see a narrow spread that no straight line sees", () => {
    const narrow = examples(400, (label, random) => ({
      one: { value: random.normal(0, label === 1 ? 0.2 : 2) },
    }));
    const forest = judge(narrow, [], SEED).find(({ classifier }) => classifier === "forest");
    expect(forest?.auc).toBeGreaterThan(0.8);
  });
});

test("words are shown and never judged", () => {
  const telling = examples(200, (label, random) => ({
    words: { length: random.normal(label * 4, 1) },
    rest: { one: random.normal(0, 1) },
    more: { other: random.normal(0, 1) },
  }));
  const findings = judge(telling, ["words"], SEED);
  expect(findings.some(({ group, fails }) => group === "words" && fails)).toBe(false);
  const all = findings.filter(({ group }) => group === "all");
  expect(all).toHaveLength(2);
  for (const { auc } of all) expect(auc).toBeLessThan(0.65);
});

test("with few matches only the corrected bound decides", () => {
  const few = examples(40, (label, random) => ({ one: { value: random.normal(label * 0.8, 1) } }));
  const strict = judge(few, [], SEED);
  const lenient = judge(few, [], SEED, { boundOnly: true });
  expect(strict.some(({ auc, fails }) => auc > 0.55 && fails)).toBe(true);
  expect(lenient.some(({ fails }) => fails)).toBe(false);
});

test("what might be chance gets an interval as wide as chance is, not as a formula has it", () => {
  const each = 150;
  const slight = examples(2 * each, (label, random) => ({
    one: { ...noise(random), telling: random.normal(label * 0.5, 1) },
  }));
  const nominal = Math.sqrt((2 * each + 1) / (12 * each ** 2));
  const [found] = judge(slight, [], SEED, { by: ["logistic"] });
  const { auc = NaN, low = NaN } = found ?? {};
  expect(auc).toBeGreaterThan(0.5 + 2.25 * nominal);
  expect(auc).toBeLessThan(0.65);
  expect((auc - low) / 1.96).toBeGreaterThan(1.15 * nominal);
});
