import { describe, expect, test } from "vitest";
import { costOf } from "./prices.ts";

const million = { promptTokens: 1_000_000, completionTokens: 1_000_000 };

describe("the price list", () => {
  test.each([
    ["gpt-4o-mini", 0.75],
    ["gpt-4o-mini-2024-07-18", 0.75],
    ["openai/gpt-4o", 12.5],
    ["gpt-5-nano", 0.45],
  ])("knows %s", (model, dollars) => expect(costOf(model, million)).toBeCloseTo(dollars, 10));

  test("counts prompt and completion apart", () => {
    const usage = { promptTokens: 1200, completionTokens: 40 };
    expect(costOf("gpt-4o-mini", usage)).toBeCloseTo(0.000_204, 12);
  });

  test.each(["scripted", "gpt-4o-mini-tts", "my-gpt-5", "gpt-5x4"])("does not know %s", (model) =>
    expect(costOf(model, million)).toBeNull(),
  );

  test("says nothing where nothing was counted", () =>
    expect(costOf("gpt-4o-mini", null)).toBeNull());
});
