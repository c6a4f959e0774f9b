import { and, eq, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Ruleset } from "../game/ruleset.ts";
import type { Database } from "./client.ts";
import { rulesets } from "./schema/rulesets.ts";

export interface StoredRuleset {
  id: string;
  ruleset: Ruleset;
}

/** Rulesets never change once stored, so a copy may be kept for ever; per pool, as tests have several. */
const known = new WeakMap<object, LRUCache<string, StoredRuleset>>();

/** @throws RangeError for an id that no row has. */
export async function rulesetById({ orm, pool }: Database, id: string): Promise<StoredRuleset> {
  const cache = known.get(pool) ?? new LRUCache<string, StoredRuleset>({ max: 1000 });
  known.set(pool, cache);
  const kept = cache.get(id);
  if (kept) return kept;
  const [row] = await orm.select().from(rulesets).where(eq(rulesets.id, id));
  if (!row) throw new RangeError(`no ruleset ${id}`);
  const stored = { id, ruleset: row.body };
  cache.set(id, stored);
  return stored;
}

/** The newest version of each ruleset, listed or not. */
export async function newestRulesets({ orm }: Database): Promise<StoredRuleset[]> {
  const rows = await orm
    .selectDistinctOn([rulesets.slug], { id: rulesets.id, ruleset: rulesets.body })
    .from(rulesets)
    .orderBy(rulesets.slug, sql`${rulesets.version} desc`);
  return rows;
}

/** The newest version of a ruleset, listed or not; null where there is none. */
export async function newestRuleset(
  { orm }: Database,
  slug: string,
): Promise<StoredRuleset | null> {
  const [row] = await orm
    .select({ id: rulesets.id, ruleset: rulesets.body })
    .from(rulesets)
    .where(eq(rulesets.slug, slug))
    .orderBy(sql`${rulesets.version} desc`)
    .limit(1);
  return row ?? null;
}

/** What players may choose from, in the order in which it was added. */
export async function listRulesets({ database }: { database: Database }): Promise<Ruleset[]> {
  const { orm } = database;
  const newest = orm
    .select({ slug: rulesets.slug, version: sql<number>`max(${rulesets.version})`.as("newest") })
    .from(rulesets)
    .groupBy(rulesets.slug)
    .as("newest");
  const rows = await orm
    .select({ body: rulesets.body })
    .from(rulesets)
    .innerJoin(newest, and(eq(newest.slug, rulesets.slug), eq(newest.version, rulesets.version)))
    .where(eq(rulesets.listed, true))
    .orderBy(rulesets.createdAt, rulesets.id);
  return rows.map((row) => row.body);
}
