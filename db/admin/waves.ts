import type { Database } from "../client.ts";

/** When somebody was last seated, under any ruleset; null where nobody ever was. */
export async function lastWave({ pool }: Database): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `select max(newest.at) as at from rulesets r
     left join lateral (
       select at from waves where waves.ruleset_id = r.id order by at desc limit 1
     ) newest on true`,
  );
  return rows[0]?.at ?? null;
}
