import type { CellType, Column } from "../../game/export-tables/column.ts";
import { EXPORT_TABLES, SCHEMA_VERSION, type TableName } from "../../game/export-tables/tables.ts";
import { peopleTables } from "./people-sql.ts";
import type { ExportScope } from "./scope.ts";
import { pseudonym } from "./scope.ts";
import { EXPORTED, MARKS, rowsOf, type Sources } from "./table-source.ts";
import { talkTables } from "./talk-sql.ts";

/**
 * How a format wants cells: instants as text, or for Parquet as milliseconds since 1970; booleans as
 * what they are, or for CSV as words, since COPY writes a mere letter.
 */
type CellsFor = "csv" | "ndjson" | "parquet";

/** The query of a table's rows, columns in order. */
export function tableQuery(scope: ExportScope, table: TableName, format: CellsFor): string {
  const { columns, from } = sourcesOf(scope)[table];
  const expressions: Readonly<Record<string, string>> = columns;
  const list = EXPORT_TABLES[table].map((column: Column) => {
    const value = expressions[column.name] ?? "null";
    return `${cell(value, column.type, format)} as "${column.name}"`;
  });
  return `select ${list.join(", ")} from ${from}`;
}

/** How many rows a table must have: counted without joins, which could lose or double some. */
export function countQuery(scope: ExportScope, table: TableName): string {
  const { from, rows = from } = sourcesOf(scope)[table];
  return `select count(*)::int8 as rows from ${rows}`;
}

function cell(value: string, type: CellType, format: CellsFor): string {
  if (type === "boolean" && format === "csv") return `(${value})::text`;
  if (type !== "time") return value;
  return format === "parquet"
    ? `(extract(epoch from ${value}) * 1000)::float8`
    : `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const ANALYSIS: Sources["analysis"] = {
  columns: {
    scope: "a.scope",
    figure: "a.figure",
    row: 'a."row"',
    label: "a.label",
    measure: "a.measure",
    value: "a.value",
  },
  from: "export_analysis a",
};

function sourcesOf(scope: ExportScope): Sources {
  return {
    ...matchTables(scope),
    ...peopleTables(scope),
    ...talkTables(scope),
    analysis: ANALYSIS,
  };
}

function matchTables({
  salt,
  appCommit,
}: ExportScope): Pick<Sources, "matches" | "rounds" | "seats"> {
  const id = (column: string) => pseudonym(salt, column);
  return {
    matches: {
      columns: {
        match_id: id("m.id"),
        ruleset: "e.ruleset",
        ruleset_version: "e.ruleset_version",
        experiment: "e.experiment",
        experiment_version: "e.experiment_version",
        arm: "e.arm",
        created_at: "m.opened_at",
        finished_at: "m.ended_at",
        status: "m.phase",
        end_reason: "m.end_reason",
        is_test: "e.is_test",
        ai_share: "(r.body ->> 'aiShare')::float8",
        random_seed: "case when m.phase = 'revealed' then m.seed end",
        release: "coalesce(r.body ->> 'release', 'natural')",
        schema_version: String(SCHEMA_VERSION),
        app_commit: `'${appCommit.replaceAll("'", "''")}'`,
        moderation_state:
          "case when m.phase = 'voided' then 'voided' else coalesce(c.state, 'none') end",
        ...MARKS,
      },
      from: `${EXPORTED} join matches m on m.id = e.id join rulesets r on r.id = m.ruleset_id
        left join cases c on c.match_id = m.id`,
      rows: "export_matches",
    },
    rounds: {
      columns: {
        round_id: id("o.id"),
        match_id: id("o.match_id"),
        number: "o.number",
        prompt: "null",
        opened_at: "o.opened_at",
        closed_at: "o.closed_at",
        revealed_at: "case when m.phase = 'revealed' then m.ended_at end",
        ...MARKS,
      },
      from: `${EXPORTED} join matches m on m.id = e.id join rounds o on o.match_id = e.id`,
      rows: rowsOf("rounds"),
    },
    seats: {
      columns: {
        seat_id: id("s.id"),
        match_id: id("s.match_id"),
        round: "s.round",
        seat: "s.label",
        role: "s.role",
        kind: "s.kind",
        p_ai: "s.p_ai",
        humans_eligible: "s.humans_eligible",
        rated: "m.rated",
        rated_reason: "m.rated_reason",
        participant_id: id("s.player_id"),
        persona_version_id: id("s.persona_version_id"),
        lobby_wait_ms: "s.lobby_wait_ms",
        prior_games: "s.prior_games",
        prior_ai_streak: "s.prior_ai_streak",
        disconnects: "null::int",
        left_at: "s.left_at",
        played_as_self: "s.played_as_self",
        knew_partner: "s.knew_partner",
        ...MARKS,
      },
      from: `${EXPORTED} join matches m on m.id = e.id join seats s on s.match_id = e.id`,
      rows: rowsOf("seats"),
    },
  };
}
