import { and, inArray, isNull, sql } from "drizzle-orm";
import type { Arm } from "../../game/experiment.ts";
import type { Ruleset } from "../../game/ruleset.ts";
import type { Orm } from "../client.ts";
import { rulesets } from "../schema/rulesets.ts";

/** The rulesets that arms name, in the arms' order, null for none; arms of studies are none. */
export async function basesOf(orm: Orm, wanted: readonly Arm[]): Promise<(Ruleset | null)[]> {
  const slugs = wanted.map(({ ruleset }) => ruleset.slug);
  const found = await orm
    .select({ slug: rulesets.slug, version: rulesets.version, body: rulesets.body })
    .from(rulesets)
    .where(and(inArray(rulesets.slug, slugs), isNull(sql`${rulesets.body} -> 'shownAs'`)));
  return wanted.map(
    ({ ruleset: { slug, version } }) =>
      found.find((row) => row.slug === slug && row.version === version)?.body ?? null,
  );
}
