import { describe, expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import type { ClusterCount } from "./counts.ts";

const judged = (cluster: number, persona: string | null, human: number, ai: number) => ({
  ...{ cluster, stratum: cluster, persona, judgedHuman: human, judgedAi: ai },
});

const rowOf = (counts: readonly ClusterCount[], witness: string) =>
  bradleyTerry(counts).rows.find((row) => row.witness === witness);

describe("Bradley–Terry", () => {
  test("of two kinds is the logit of their contests, half a win added each way", () => {
    const counts = Array.from({ length: 40 }, (_, index) => [
      judged(index, null, index < 30 ? 1 : 0, index < 30 ? 0 : 1),
      judged(index, "Fern v1", index < 30 ? 0 : 1, index < 30 ? 1 : 0),
    ]).flat();
    const row = rowOf(counts, "Fern v1");
    expect(row?.n).toBe(40);
    expect(row?.strength).toBeCloseTo(Math.log(10.5 / 30.5), 8);
    expect(row?.rate).toBeCloseTo(10.5 / 41, 8);
    expect(Number(row?.low)).toBeLessThan(10.5 / 41);
    expect(Number(row?.high)).toBeGreaterThan(10.5 / 41);
  });

  test("puts people at zero and is the same for the same games", () => {
    const counts = [judged(1, null, 3, 1), judged(1, "A v1", 1, 3), judged(2, "A v1", 2, 2)];
    expect(rowOf(counts, "human")).toMatchObject({ strength: 0, rate: 0.5 });
    expect(bradleyTerry(counts)).toEqual(bradleyTerry(counts));
  });

  test("finds the strengths that the games were drawn from, whatever detectives lean to", () => {
    const random = createRandom("00112233445566778899aabbccddeeff", "games");
    const strengths = { human: 0, "A v1": -1, "B v1": 0.7 };
    const counts = Array.from({ length: 1500 }, (_, cluster) => {
      const leaning = random.normal(0, 1.5);
      return Object.entries(strengths).map(([name, strength]) => {
        const games = Array.from({ length: 4 }, () =>
          random.chance(1 / (1 + Math.exp(-strength - leaning))),
        );
        const human = games.filter(Boolean).length;
        return judged(cluster, name === "human" ? null : name, human, 4 - human);
      });
    }).flat();
    for (const [name, strength] of Object.entries(strengths)) {
      const row = rowOf(counts, name);
      expect(row?.strength).toBeCloseTo(strength, 0);
      if (name === "human") continue;
      expect(Number(row?.strengthLow)).toBeLessThan(strength);
      expect(Number(row?.strengthHigh)).toBeGreaterThan(strength);
    }
  });

  test("leaves out who has met nobody that leads to people", () => {
    const counts = [judged(1, null, 2, 2), judged(1, "A v1", 2, 2), judged(2, "B v1", 2, 2)];
    expect(rowOf(counts, "B v1")).toBeUndefined();
    expect(rowOf(counts, "A v1")?.strength).toBeCloseTo(0, 8);
  });

  test("says nothing where nobody was judged differently", () => {
    expect(bradleyTerry([judged(1, "A v1", 2, 0)])).toMatchObject({ rows: [], plot: null });
  });
});
