import { desc, eq, isNull, sql } from "drizzle-orm";
import type { Ruleset } from "../../game/ruleset.ts";
import type { Database } from "../client.ts";
import { rulesets } from "../schema/rulesets.ts";
import { type Act, audited } from "./act.ts";

export interface RulesetRow {
  slug: string;
  listed: boolean;
  ruleset: Ruleset;
  /** Of any version, and ended: no head-count of who plays. */
  revealed: number;
  voided: number;
}

/** The newest version of each ruleset but experiments' arms, with what was played of all versions. */
export async function allRulesets({ pool }: Database): Promise<RulesetRow[]> {
  const { rows } = await pool.query<RulesetRow>(`
    select r.slug, r.listed, r.body as ruleset, played.revealed, played.voided
    from (select distinct on (slug) slug, listed, body, created_at from rulesets
      where body -> 'shownAs' is null
      order by slug, version desc) r
    left join lateral (
      select (count(*) filter (where m.phase = 'revealed'))::int as revealed,
        (count(*) filter (where m.phase = 'voided'))::int as voided
      from matches m join rulesets v on v.id = m.ruleset_id where v.slug = r.slug
    ) played on true
    order by r.listed desc, r.created_at, r.slug`);
  return rows;
}

export type Listed = { ok: true } | { ok: false; code: "admin/not-found" | "admin/last-ruleset" };

/** Offers a ruleset or takes it off the list; who names it can play it all the same. */
export async function setListing(
  database: Database,
  act: Act,
  { slug, listed }: { slug: string; listed: boolean },
): Promise<Listed> {
  return audited<Listed>(database, act, async (orm) => {
    // All of them, so that two admins do not take the last two off at once.
    const rows = await orm
      .select({ id: rulesets.id, slug: rulesets.slug, listed: rulesets.listed })
      .from(rulesets)
      .where(isNull(sql`${rulesets.body} -> 'shownAs'`))
      .orderBy(rulesets.slug, desc(rulesets.version))
      .for("update");
    const newest = rows.filter((row, index) => row.slug !== rows[index - 1]?.slug);
    const meant = newest.find((row) => row.slug === slug);
    if (!meant) return { result: { ok: false, code: "admin/not-found" }, noted: null };
    if (!listed && !newest.some((row) => row.listed && row !== meant))
      return { result: { ok: false, code: "admin/last-ruleset" }, noted: null };
    await orm.update(rulesets).set({ listed }).where(eq(rulesets.id, meant.id));
    return {
      result: { ok: true },
      noted: {
        action: listed ? "list-ruleset" : "unlist-ruleset",
        subject: { kind: "ruleset", id: slug },
        detail: { from: meant.listed, to: listed },
      },
    };
  });
}
