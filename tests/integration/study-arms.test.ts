import { afterAll, beforeAll, expect, test } from "vitest";
import { newestRuleset } from "../../db/rulesets.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import { playableArms } from "../../db/studies/arms.ts";
import { versionById } from "../../db/studies/version.ts";
import { testStores } from "../factories.ts";
import { designLike, startExperiment } from "../research-factories.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

const DUEL = { slug: "quick-duel", version: 1 };
const CHOICE = { slug: "three-party", version: 1 };
/** In a hub one of two witnesses is an AI, whatever its arm says. */
const HUB_SHARE = 0.5;

async function armsOf(design: ReturnType<typeof designLike>, state: "draft" | "running") {
  const { database } = stores;
  const { versionId } = await startExperiment(stores, design, { state });
  return playableArms(database.orm, await versionById(database.pool, versionId));
}

test("a draft of arms that share a ruleset shows the share of AI that its start will", async () => {
  const design = designLike({
    arms: [
      { name: "few", ruleset: DUEL, aiShare: 0.1 },
      { name: "some", ruleset: DUEL, aiShare: 0.2 },
      { name: "choice", ruleset: CHOICE, aiShare: 0.9 },
    ],
  });
  const tried = await armsOf(design, "draft");
  const started = await armsOf(design, "running");
  for (const arms of [tried, started]) {
    expect(arms.map(({ name, aiShare, hub }) => ({ name, aiShare, hub }))).toEqual([
      { name: "few", aiShare: 0.1, hub: false },
      { name: "some", aiShare: 0.2, hub: false },
      { name: "choice", aiShare: HUB_SHARE, hub: true },
    ]);
    for (const { ruleset } of arms)
      expect(ruleset.shownAs?.aiShare).toBeCloseTo((0.1 + 0.2 + HUB_SHARE) / 3, 12);
  }
});

test("a draft of two versions of one ruleset plays each by its own", async () => {
  const { database } = stores;
  const stored = await newestRuleset(database, CHOICE.slug);
  if (!stored) throw new Error("no three-party");
  const newer = { ...stored.ruleset, version: 2, aiShare: 0.25, guessSeconds: 45 };
  await database.orm
    .insert(rulesets)
    .values({ slug: CHOICE.slug, version: 2, listed: false, body: newer });
  const arms = await armsOf(
    designLike({
      arms: [
        { name: "newer", ruleset: { ...CHOICE, version: 2 }, aiShare: 0.9 },
        { name: "duel", ruleset: DUEL, aiShare: 0.1 },
        { name: "older", ruleset: CHOICE, aiShare: 0.9 },
      ],
    }),
    "draft",
  );
  expect(arms.map(({ ruleset }) => ruleset.guessSeconds)).toEqual([45, 30, 60]);
  for (const { ruleset } of arms)
    expect(ruleset.shownAs?.aiShare).toBeCloseTo((0.25 + 0.1 + HUB_SHARE) / 3, 12);
});

test("an arm of another study is no ruleset that a draft is tried out by", async () => {
  const theirs = await startExperiment(stores);
  const slug = `study-${theirs.code}-people`;
  const design = designLike();
  const [people, ...others] = design.arms;
  if (!people) throw new Error("an arm expected");
  const copying = { ...design, arms: [{ ...people, ruleset: { slug, version: 1 } }, ...others] };
  const { versionId } = await startExperiment(stores, copying, { state: "draft" });
  const version = await versionById(stores.database.pool, versionId);
  const arms = await playableArms(stores.database.orm, version);
  expect(arms.map(({ name }) => name)).toEqual(["machines"]);
});
