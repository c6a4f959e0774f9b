import { describe, expect, test } from "vitest";
import { personaBodySchema } from "../../game/persona.ts";
import { createRandom } from "../../game/random.ts";
import { runTool, toolsOf } from "./tools.ts";
import { sumIn, workOut } from "./tools/arithmetic.ts";

const SEED = "0123456789abcdef0123456789abcdef";
const desk = {
  character: {
    body: personaBodySchema.parse({
      prompt: "x",
      fallbackLines: ["a", "b", "c"],
      particulars: {},
      tools: ["clock", "calendar", "arithmetic", "recall"],
      knowledge: [{ topics: ["dogs", "pets"], text: "Biscuit is nine and hates rain" }],
    }),
    particulars: { zone: "Asia/Manila" },
  },
  now: Date.UTC(2026, 0, 6, 20, 35),
  random: () => createRandom(SEED, "sums"),
};
const run = (name: string, given: string) => runTool({ id: "1", name, arguments: given }, desk);

describe("a persona's tools", () => {
  test("the clock is the persona's own", () =>
    expect(run("clock", "{}")).toBe('{"local":"Wednesday 04:35"}'));
  test("so is the calendar", () =>
    expect(run("calendar", '{"inDays":1}')).toBe('{"date":"Thursday 8 January 2026"}'));
  test("it recalls what it knows", () =>
    expect(run("recall", '{"topic":"your dog"}')).toContain("Biscuit"));
  test("and nothing else", () =>
    expect(run("recall", '{"topic":"quantum physics"}')).toContain("do not know"));
  test("the same sum comes out the same", () =>
    expect(run("arithmetic", '{"expression":"17*23"}')).toBe(
      run("arithmetic", '{"expression":"17*23"}'),
    ));
  test.each([
    ["clock", "{"],
    ["calendar", '{"inDays":"soon"}'],
    ["launch", "{}"],
  ])("%s with %j is told so", (name, given) => expect(run(name, given)).toContain("error"));
  test("are described as functions", () => {
    const [clock] = toolsOf(["clock"]);
    expect(clock).toMatchObject({
      type: "function",
      function: { name: "clock", parameters: { type: "object" } },
    });
  });
});

describe("sums in the head", () => {
  test.each([
    ["what is 3 + 4", "7"],
    ["17*23?", "391"],
    ["12 times 12", "144"],
    ["whats 100 minus 1", "99"],
    ["1,200 divided by 4", "300"],
    ["7 x 8", "56"],
  ])("%j is a sum", (text, result) => expect(sumIn(text)?.result).toBe(result));
  test.each(["hello", "i have 2 dogs", "call me at 5"])("%j is none", (text) =>
    expect(sumIn(text)).toBeNull(),
  );

  const rights = (text: string) => {
    const sum = sumIn(text);
    if (!sum) throw new Error("a sum expected");
    const done = Array.from({ length: 2000 }, (_, index) =>
      workOut(sum, createRandom(SEED, index)),
    );
    return {
      right: done.filter(({ exact }) => exact).length / done.length,
      effort: done.reduce((all, { effortMs }) => all + effortMs, 0) / done.length,
    };
  };
  test("small ones are nearly always right, long ones never, and take longer", () => {
    const [small, middle, long] = ["3 + 4", "17 * 23", "4837 * 2919"].map(rights);
    expect(small?.right).toBeGreaterThan(0.9);
    expect(middle?.right).toBeLessThan(0.85);
    expect(middle?.right).toBeGreaterThan(0.5);
    expect(long?.right).toBe(0);
    expect(middle?.effort).toBeGreaterThan(2 * (small?.effort ?? Infinity));
  });
});
