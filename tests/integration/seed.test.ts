import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newestRuleset } from "../../db/rulesets.ts";
import { seedDatabase } from "../../db/seed.ts";
import { rulesetLike } from "../../game/playing.test-support.ts";
import { testStores } from "../factories.ts";

const folder = mkdtempSync(join(tmpdir(), "seeds-"));
const rulesets = join(folder, "rulesets.json");
let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stores.close();
});

/** Seeds a file with a usable ruleset before one whose mix names these personas. */
function seed(slug: string, named: Record<string, number>) {
  const plain = { ...rulesetLike("quick-duel"), slug: `${slug}-plain` };
  const mixed = { ...plain, slug, mix: { allocation: "weights", personas: named } };
  writeFileSync(rulesets, JSON.stringify([plain, mixed]));
  return seedDatabase(stores.database, { rulesets });
}

test("a mix that names a persona nobody knows is refused, with its file and field", async () => {
  await expect(seed("mixed", { eliza: 1, "no-such-persona": 2 })).rejects.toThrow(
    `${rulesets}: 1.mix.personas.no-such-persona: there is no such persona`,
  );
  expect(await newestRuleset(stores.database, "mixed-plain")).toBeNull();
});

test("a mix of known personas is stored, and again without a change", async () => {
  await seed("known", { eliza: 1 });
  await seed("known", { eliza: 1 });
  expect((await newestRuleset(stores.database, "known"))?.ruleset.mix?.personas).toEqual({
    eliza: 1,
  });
});
