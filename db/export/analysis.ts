import type pg from "pg";
import { type AnalysisRow, analysisRows } from "../../game/export-tables/analysis.ts";
import { figuresOf } from "../../game/analysis/figures.ts";
import { DEFAULT_RULES } from "../../game/exclusion.ts";
import { countGames } from "../analysis/counts.ts";

interface Part {
  scope: string;
  /** Null for public play. */
  experimentId: string | null;
}

/**
 * The figures of the analysis page over the matches of an export and no others, by the rules of
 * default: whoever has the files can work them out again, whatever the export was narrowed to.
 */
export async function fillAnalysis(client: pg.ClientBase): Promise<void> {
  for (const { scope, experimentId } of await partsOf(client)) {
    const games = experimentId === null ? {} : { experimentId };
    const all = [games, DEFAULT_RULES, "infinity", "exported"] as const;
    const { counts } = await countGames({ pool: client }, ...all);
    await store(client, scope, analysisRows(figuresOf(counts)));
  }
}

export async function createAnalysis(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create temp table export_analysis (
      scope text not null, figure text not null, "row" int not null, label text,
      measure text not null, value float8 not null
    ) on commit drop`);
}

/** Public play and each experiment have figures of their own. */
async function partsOf(client: pg.ClientBase): Promise<Part[]> {
  const { rows } = await client.query<Part>(
    `select distinct coalesce(e.experiment, 'public play') as scope,
       v.experiment_id as "experimentId"
     from export_matches e left join experiment_versions v on v.id = e.version_id order by 1`,
  );
  return rows;
}

async function store(
  client: pg.ClientBase,
  scope: string,
  rows: readonly AnalysisRow[],
): Promise<void> {
  await client.query(
    `insert into export_analysis
     select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::float8[])`,
    [
      scope,
      rows.map(({ figure }) => figure),
      rows.map(({ row }) => row),
      rows.map(({ label }) => label),
      rows.map(({ measure }) => measure),
      rows.map(({ value }) => value),
    ],
  );
}
