import { sql } from "drizzle-orm";
import { type Candidate, candidatesOf, type PassRecord, type Rotating } from "../game/mix.ts";
import type { Ruleset } from "../game/ruleset.ts";
import type { Orm } from "./client.ts";

/** Who may play the AI seats of a wave; past games are counted only where the mix learns from them. */
export async function waveCandidates(orm: Orm, { slug, mix }: Ruleset): Promise<Candidate[]> {
  const rotation = await personasInRotation(orm);
  const record = mix?.allocation === "thompson" ? await passRecord(orm, slug) : NO_RECORD;
  return candidatesOf(mix, rotation, record);
}

/** The newest version in rotation of each AI persona. */
export async function personasInRotation(orm: Orm): Promise<Rotating[]> {
  const { rows } = await orm.execute<{
    persona_id: string;
    id: string;
    slug: string;
    weight: number;
  }>(sql`
    select distinct on (v.persona_id) v.persona_id, v.id, p.slug, v.weight
    from persona_versions v join personas p on p.id = v.persona_id
    where v.in_rotation and p.kind = 'ai'
    order by v.persona_id, v.version desc`);
  return rows.map(({ persona_id: personaId, id: personaVersionId, slug, weight }) => ({
    personaId,
    personaVersionId,
    slug,
    weight,
  }));
}

export const NO_RECORD: PassRecord = () => ({ games: 0, passes: 0 });

/**
 * What people judged each persona version on each model to be, in the revealed matches of a
 * ruleset: a game for every judgement, a pass for each below one half.
 */
async function passRecord(orm: Orm, slug: string): Promise<PassRecord> {
  const { rows } = await orm.execute<{
    version: string;
    model: string | null;
    games: number;
    passes: number;
  }>(sql`
    select witness.persona_version_id as version,
      m.state -> 'participants' -> witness.participant ->> 'model' as model,
      count(*)::int as games,
      (count(*) filter (where j.p_ai < 0.5))::int as passes
    from rulesets r
    join matches m on m.ruleset_id = r.id and m.phase = 'revealed'
    join judgements j on j.match_id = m.id
    join seats detective on detective.id = j.by_seat_id and detective.kind = 'human'
    join seats witness on witness.id = j.about_seat_id and witness.kind = 'ai'
    where r.slug = ${slug}
    group by 1, 2`);
  const records = new Map(rows.map((row) => [keyOf(row.version, row.model), row]));
  return (version, model) => {
    const { games, passes } = records.get(keyOf(version, model)) ?? NO_RECORD(version, model);
    return { games, passes };
  };
}

function keyOf(version: string, model: string | null): string {
  return `${version} ${model ?? ""}`;
}
