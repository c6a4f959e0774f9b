import { expect, test } from "vitest";
import { boardUrl } from "./board-url.ts";

test("the address of a board leaves out what is the default", () => {
  expect(boardUrl({ board: "personas", window: "all", ruleset: null })).toBe(
    "/leaderboards/personas",
  );
  expect(boardUrl({ board: "witnesses", window: "day", ruleset: "quick-duel" }, "a&b")).toBe(
    "/leaderboards/witnesses?window=day&ruleset=quick-duel&cursor=a%26b",
  );
});
