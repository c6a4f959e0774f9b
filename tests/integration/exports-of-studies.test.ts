import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { enrolments } from "../../db/schema/research.ts";
import { consents } from "../../db/schema/accounts.ts";
import { seats } from "../../db/schema/matches.ts";
import { players } from "../../db/schema/players.ts";
import { exported, only, orm, publicPlay, stores, studied, useExports } from "../exports.ts";
import { amendExperiment, designLike, startExperiment } from "../research-factories.ts";

vi.setConfig({ testTimeout: 120_000 });
useExports();

describe("whose it is", () => {
  test("an experiment's matches are for its owner alone", async () => {
    const [mine, other] = [await startExperiment(stores), await startExperiment(stores)];
    await studied(mine, 2);
    await studied(other, 3);
    await publicPlay(1);
    const { table, manifest } = await exported({ ownerId: mine.ownerId });
    const named = only(await table("matches"), "experiment").filter((code) => code !== null);
    expect(named).toEqual([mine.code]);
    expect(JSON.stringify(manifest)).not.toContain(other.code);
    const asked = { ownerId: mine.ownerId, filter: { experimentId: other.id } };
    expect(await (await exported(asked)).table("matches")).toEqual([]);
    const anybody = await (await exported()).table("matches");
    expect(only(anybody, "experiment")).toEqual([null]);
  });

  test("participants come with consent and answers, matches with arm and base ruleset", async () => {
    const study = await startExperiment(stores);
    await studied(study, 2);
    const { table, manifest } = await exported({
      ownerId: study.ownerId,
      filter: { experimentId: study.id },
    });
    expect(await table("participants")).toMatchObject([
      { consent_version: "1", age_band: "25-34", chatbot_use: "daily", device: "mobile" },
    ]);
    expect(only(await table("matches"), "arm")).toEqual(["people"]);
    expect(only(await table("matches"), "ruleset")).toEqual(["quick-duel"]);
    expect(await table("answers")).toMatchObject([
      { question: "age-band", answer: "25-34" },
      { question: "chatbot-use", answer: "daily" },
    ]);
    expect(manifest).toMatchObject({
      licence: ["CC-BY-4.0"],
      experiments: [{ experiment: study.code, seed: null }],
    });
  });

  test("an arm whose name an amendment uses again stays apart by its version", async () => {
    const study = await startExperiment(stores);
    await studied(study, 2);
    const amended = await amendExperiment(stores, study, designLike());
    await studied(amended, 3);
    const { ownerId, id: experimentId } = study;
    const versions = async (arm?: string) => {
      const filter = { experimentId, ...(arm ? { arm } : {}) };
      const rows = await (await exported({ ownerId, filter })).table("matches");
      return rows.map((row) => row.experiment_version).toSorted();
    };
    expect(await versions()).toEqual(["1", "1", "2", "2", "2"]);
    expect(await versions("people")).toEqual(["1", "1", "2", "2", "2"]);
    expect(await versions("people v2")).toEqual(["2", "2", "2"]);
    expect(await versions("machines v2")).toEqual([]);
  });

  test("the seed of the draw is told once the study is closed", async () => {
    const study = await startExperiment(stores, undefined, { state: "closed" });
    const filter = { experimentId: study.id };
    const { manifest } = await exported({ ownerId: study.ownerId, filter });
    expect(manifest).toMatchObject({ experiments: [{ seed: study.seed }] });
  });

  test("who withdraws is in no later export, nor is a match that is held back", async () => {
    const study = await startExperiment(stores);
    const order = { ownerId: study.ownerId, filter: { experimentId: study.id } };
    const [leaver, held] = [await studied(study, 2), await studied(study, 1)];
    await studied(study, 1);
    expect(await (await exported(order)).table("matches")).toHaveLength(4);
    await orm().update(seats).set({ held: true }).where(eq(seats.enrolmentId, held.enrolmentId));
    expect(await (await exported(order)).table("matches")).toHaveLength(2 + 1);
    await orm()
      .update(enrolments)
      .set({ state: "withdrawn", withdrawnAt: new Date() })
      .where(eq(enrolments.id, leaver.enrolmentId));
    const { table } = await exported(order);
    for (const name of ["matches", "participants"] as const)
      expect(await table(name)).toHaveLength(1);
    expect(await table("messages")).toHaveLength(4);
  });

  test("who deleted their data, or was never told of researchers, is out of public play", async () => {
    const { ruleset, playerIds } = await publicPlay(4);
    const [gone = "", untold = ""] = playerIds;
    const count = async () =>
      (await (await exported({ filter: { ruleset } })).table("matches")).length;
    expect(await count()).toBe(4);
    await orm().insert(consents).values({ playerId: untold, version: 1 });
    expect(await count()).toBe(2);
    await orm().insert(consents).values({ playerId: untold, version: 2 });
    await orm().update(players).set({ deletedAt: new Date() }).where(eq(players.id, gone));
    expect(await count()).toBe(2);
  });
});
