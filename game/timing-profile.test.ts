import { describe, expect, test } from "vitest";
import { TIMING_PROFILES, timingProfileSchema } from "./timing-profile.ts";

const jonesBergen = TIMING_PROFILES["jones-bergen-2024"];
const ours = TIMING_PROFILES.default;

describe("the profiles", () => {
  test.each(Object.values(TIMING_PROFILES))("$name passes its own schema", (profile) => {
    expect(timingProfileSchema.parse(profile)).toEqual(profile);
  });

  test("an unknown field, a missing source and a senseless figure are refused", () => {
    const { guessing } = ours;
    for (const wrong of [
      { ...ours, typo: 1 },
      { ...ours, guessing: { medianSeconds: guessing.medianSeconds, sigma: guessing.sigma } },
      { ...ours, pause: { ...ours.pause, probability: 1.5 } },
      { ...jonesBergen, typing: { ...jonesBergen.typing, mean: 0 } },
      { ...ours, name: "other" },
      { ...ours, quiet: { probability: 0.1 } },
      { ...ours, leaving: { ...ours.leaving, to: 1.2 } },
    ]) {
      expect(timingProfileSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
