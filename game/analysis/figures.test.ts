import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { accuracy, brier, reliabilityCurve } from "../statistics.ts";
import type { Counts, WitnessCount } from "./counts.ts";
import { FIGURE_NAMES, figuresOf } from "./figures.ts";

const NONE: Counts = {
  ...{ witnesses: [], forecasts: [], learning: [], decisions: [] },
  ...{ reasons: [], messages: [], delays: [], clusters: [] },
};

const witness = (changes: Partial<WitnessCount>): WitnessCount => ({
  ...{ isAi: true, persona: "Fern v1", model: "m", ruleset: "quick-duel v1", arm: null },
  ...{ forcedChoice: false, implied: false, judgedHuman: 0, judgedAi: 0, draws: 0, ...changes },
});

const people = (changes: Partial<WitnessCount>) =>
  witness({ isAi: false, persona: null, model: null, ...changes });

function figure(name: string, counts: Partial<Counts>) {
  const found = figuresOf({ ...NONE, ...counts }).find((one) => one.name === name);
  if (!found) throw new Error(`no figure ${name}`);
  return found;
}

test("every figure has the name that it is asked for by, and stands without games too", () => {
  const figures = figuresOf(NONE);
  expect(figures.map(({ name }) => name)).toEqual([...FIGURE_NAMES]);
  for (const { n, title, says, formula, source, columns } of figures) {
    expect(n).toBe(0);
    for (const words of [title, says, formula, source]) expect(words).not.toBe("");
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
  }
});

describe("pass rates", () => {
  test.each([
    [208, 286, 0.727, 0.673, 0.776],
    [154, 275, 0.56, 0.501, 0.617],
    [54, 100, 0.54, 0.443, 0.634],
    [22, 100, 0.22, 0.15, 0.311],
    [68, 101, 0.673, 0.577, 0.757],
  ])("%i of %i: %f (%f–%f)", (judgedHuman, n, rate, low, high) => {
    const witnesses = [witness({ judgedHuman, judgedAi: n - judgedHuman })];
    const [row] = figure("pass-rates", { witnesses }).rows;
    expect(row?.rate).toBeCloseTo(rate, 3);
    expect(row?.low).toBeCloseTo(low, 3);
    expect(row?.high).toBeCloseTo(high, 3);
  });

  test("a guess of one half counts, and not as judged human", () => {
    const witnesses = [witness({ judgedHuman: 6, judgedAi: 2, draws: 2 })];
    expect(figure("pass-rates", { witnesses }).rows).toMatchObject([{ n: 10, count: 6 }]);
  });

  test("people and AI stay apart within a ruleset and an arm", () => {
    const witnesses = [
      witness({ arm: "a v1", judgedHuman: 3, judgedAi: 1 }),
      people({ arm: "a v1", judgedHuman: 4 }),
      witness({ judgedHuman: 9 }),
    ];
    const rows = figure("pass-rates-arm", { witnesses }).rows;
    expect(rows.map((row) => [row.witness, row.count, row.n])).toEqual([
      ["a v1, human", 4, 4],
      ["a v1, AI", 3, 4],
    ]);
  });
});

describe("detection", () => {
  const witnesses = [
    witness({ judgedAi: 60, judgedHuman: 40 }),
    people({ judgedAi: 27, judgedHuman: 73 }),
  ];

  test("60 of 100 and 27 of 100 are d′ 0.857 and c 0.178", () => {
    const [all] = figure("detection", { witnesses }).rows;
    expect(all?.dPrime).toBeCloseTo(0.857, 3);
    expect(all?.criterion).toBeCloseTo(0.178, 3);
    expect(Number(all?.low)).toBeLessThan(0.6);
    expect(Number(all?.high)).toBeGreaterThan(1.1);
  });

  test("a persona is set against all people, a choice between two is left out", () => {
    const chosen = witness({ forcedChoice: true, judgedAi: 50 });
    const rows = figure("detection", { witnesses: [...witnesses, chosen] }).rows;
    expect(rows.map(({ group }) => group)).toEqual([
      "all",
      "ruleset quick-duel v1",
      "persona Fern v1",
    ]);
    expect(rows.at(-1)).toMatchObject({ aiGames: 100, humanGames: 100 });
  });
});

test("three right of four choices are d′ √2·z(.75)", () => {
  const witnesses = [
    witness({ forcedChoice: true, judgedAi: 45, judgedHuman: 15 }),
    people({ forcedChoice: true, implied: true, judgedHuman: 45, judgedAi: 15 }),
    people({ forcedChoice: true, judgedHuman: 30, judgedAi: 10, draws: 3 }),
  ];
  const [row] = figure("forced-choice", { witnesses }).rows;
  expect(row).toMatchObject({ n: 100, correct: 75 });
  expect(row?.dPrime).toBeCloseTo(0.954, 3);
});

const forecast = fc.record({
  pAi: fc.integer({ min: 0, max: 100 }).map((per) => per / 100),
  isAi: fc.boolean(),
});

describe("counted forecasts", () => {
  property.prop([fc.array(forecast, { minLength: 1, maxLength: 200 })])(
    "give the Brier score, its parts and the curve of the forecasts one by one",
    (forecasts) => {
      const counted = forecasts.map(({ pAi, isAi }) => ({ pAi, n: 1, ai: Number(isAi) }));
      const rows = figure("calibration", { forecasts: counted }).rows;
      const whole = rows.at(-1);
      const known = brier(forecasts);
      expect(whole?.brier).toBeCloseTo(known?.score ?? NaN, 12);
      for (const part of ["reliability", "resolution", "uncertainty"] as const)
        expect(whole?.[part]).toBeCloseTo(known?.[part] ?? NaN, 12);
      const curve = reliabilityCurve(forecasts);
      expect(rows.length - 1).toBe(curve.length);
      for (const [index, bin] of curve.entries()) {
        expect(rows[index]?.rate).toBeCloseTo(bin.observed, 12);
        expect(rows[index]?.meanPAi).toBeCloseTo(bin.meanPAi, 12);
      }
    },
  );

  property.prop([fc.array(forecast, { minLength: 1, maxLength: 100 })])(
    "the confusion's diagonal is the accuracy",
    (forecasts) => {
      const witnesses = forecasts.map(({ pAi, isAi }) => ({
        ...(isAi ? witness({}) : people({})),
        ...{
          judgedHuman: Number(pAi < 0.5),
          judgedAi: Number(pAi > 0.5),
          draws: Number(pAi === 0.5),
        },
      }));
      const [human, ai] = figure("confusion", { witnesses }).rows;
      const right = Number(human?.calledHuman) + Number(ai?.calledAi);
      expect(right).toBe(accuracy(forecasts).correct);
    },
  );
});

test("games beyond the tenth are taken together", () => {
  const learning = [1, 2, 11, 20, 21, 150].map((game) => ({ game, n: 10, correct: 6, draws: 2 }));
  const rows = figure("learning", { learning }).rows;
  expect(rows.map((row) => [row.game, row.n])).toEqual([
    ["1", 8],
    ["2", 8],
    ["11–20", 16],
    ["21–50", 8],
    ["101+", 8],
  ]);
});

test("quantiles of decision times lie between the order statistics", () => {
  const decisions = [10, 20, 30, 40].map((ms) => ({
    ...{ ms: ms * 1000, isAi: true, judgedAi: true, n: ms === 40 ? 2 : 1 },
  }));
  const [all] = figure("decision-times", { decisions }).rows;
  expect(all).toMatchObject({ n: 5, q25: 20, q50: 30, q75: 40, q95: 40 });
  expect(all?.q5).toBeCloseTo(12, 9);
});

test("messages and delays fall into the group that holds them", () => {
  const one = { isAi: true, n: 4, judgedHuman: 1 };
  const messages = [0, 2, 3, 33].map((value) => ({ ...one, value }));
  const delays = [1, 2, 31, 90].map((value) => ({ ...one, value }));
  const groups = (name: string) =>
    figure(name, { messages, delays }).rows.map(({ group }) => group);
  expect(groups("messages")).toEqual(["0", "1–2", "3–4", "33+"]);
  expect(groups("delays")).toEqual(["0–2", "2–4", "24–32", "32+"]);
});
