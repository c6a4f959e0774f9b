import { describe, expect, test } from "vitest";
import { charactersInTime, timeReply } from "./pacing.ts";

const pace = { thinkingMs: 2000, typingMsPerCharacter: 200, slips: [], enterMs: 0 };
const moment = { receivedAt: 1_000_000, now: 1_000_500, endsAt: 1_060_000, timeScale: 1, pace };

describe("timing a reply", () => {
  test("the delay counts from the message received, generation inside", () => {
    expect(timeReply(moment, "ten chars!")).toEqual({
      body: "ten chars!",
      delayMs: 4000,
      typingAt: 1_002_000,
      deliverAt: 1_004_000,
    });
  });

  test("a time scale makes it shorter", () => {
    expect(timeReply({ ...moment, now: 1_000_001, timeScale: 10 }, "ten chars!")).toMatchObject({
      delayMs: 4000,
      typingAt: 1_000_200,
      deliverAt: 1_000_400,
    });
  });

  test("a model slower than the thinking has its answer typed from then on", () => {
    expect(timeReply({ ...moment, now: 1_009_000 }, "ten chars!")).toMatchObject({
      typingAt: 1_009_000,
      deliverAt: 1_011_000,
    });
  });

  test("a reply is shortened to what fits, its pace unchanged", () => {
    const timed = timeReply({ ...moment, endsAt: 1_004_000 }, "ten chars and some more");
    expect(timed).toEqual({
      body: "ten chars",
      delayMs: 3800,
      typingAt: 1_002_000,
      deliverAt: 1_003_800,
    });
  });

  test("nothing fits when the time is nearly over", () => {
    expect(charactersInTime({ ...moment, endsAt: 1_002_100 })).toBe(0);
    expect(timeReply({ ...moment, endsAt: 1_002_100 }, "hi")).toBeNull();
  });
});
