import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { z } from "zod";
import { readNumber } from "../load/options.ts";
import { storePlayed } from "../played-rows.ts";
import { judge } from "./verdicts.ts";

const run = promisify(execFile);

/** Of COPY … TO STDOUT of the same query. */
const BUDGET_RATIO = 0.5;
/** How much more memory ten times the rows may take. */
const BUDGET_GROWTH_MB = 64;
const MESSAGES_PER_MATCH = 20;
/** What the budget is for; `--rows` measures fewer, sooner. */
const MOST_ROWS = 10_000_000;

type Env = Record<string, string> & { DATABASE_URL: string };

const figures = z.object({
  rows: z.number(),
  prepareSeconds: z.number(),
  perSecond: z.object({
    copy: z.number(),
    csv: z.number(),
    ndjson: z.number(),
    parquet: z.number(),
  }),
  peakMb: z.object({
    prepare: z.number(),
    csv: z.number(),
    ndjson: z.number(),
    parquet: z.number(),
  }),
});
type Figures = z.infer<typeof figures>;

/** Exports of 10 million messages and of a tenth of them: how quickly, against bare COPY, and in how much memory. */
export async function exporting(env: Env, args: readonly string[]): Promise<void> {
  const most = readNumber(args, "--rows", MOST_ROWS);
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  const measured: Figures[] = [];
  try {
    let stored = 0;
    for (const size of [most / 10, most]) {
      const began = performance.now();
      await store(client, size - stored);
      stored = size;
      console.log(
        `export              ${count(size)} messages stored in ${((performance.now() - began) / 1000).toFixed(0)} s`,
      );
      const one = await measureOnce(env);
      measured.push(one);
      report(one);
    }
  } finally {
    await client.end();
  }
  const [small, large] = measured;
  if (!small || !large) return;
  const growth = large.peakMb.csv - small.peakMb.csv;
  judge("export memory", {
    figure: `${growth.toFixed(0)} MB more for ten times the rows (CSV)`,
    budget: `${BUDGET_GROWTH_MB} MB`,
    holds: growth <= BUDGET_GROWTH_MB,
  });
}

async function measureOnce(env: Env): Promise<Figures> {
  const { stdout } = await run(process.execPath, ["tests/bench/exporting.ts"], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 24,
  });
  return figures.parse(JSON.parse(stdout));
}

/** People and personas as many as there may be in a large study; keys fit by the way they are made. */
async function store(client: pg.Client, messages: number): Promise<void> {
  await client.query("set session_replication_role = replica");
  await client.query("set synchronous_commit = off");
  await client.query(
    "insert into players (handle) select 'Bench ' || n from generate_series(1, 2000) n",
  );
  const ids = async (text: string) =>
    (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
  const [rulesetId = ""] = await ids("select id from rulesets where slug = 'quick-duel'");
  await storePlayed(client, {
    ...{ rulesetId, matches: messages / MESSAGES_PER_MATCH, messages: MESSAGES_PER_MATCH },
    playerIds: await ids("select id from players where handle like 'Bench %'"),
    personaVersionIds: await ids("select id from persona_versions"),
    passes: messages / MESSAGES_PER_MATCH / 2,
  });
  await client.query("vacuum analyze");
}

function report({ rows, prepareSeconds, perSecond, peakMb }: Figures): void {
  const ratio = perSecond.csv / perSecond.copy;
  const line = (format: "csv" | "ndjson" | "parquet") =>
    `${count(perSecond[format])} rows/s, ${peakMb[format].toFixed(0)} MB at most`;
  console.log(
    [
      `  ${count(rows)} rows: chosen, screened and checked in ${prepareSeconds.toFixed(1)} s, ${peakMb.prepare.toFixed(0)} MB`,
      `  bare COPY         ${count(perSecond.copy)} rows/s`,
      `  CSV               ${line("csv")}`,
      `  NDJSON            ${line("ndjson")}`,
      `  Parquet           ${line("parquet")}`,
    ].join("\n"),
  );
  judge("export", {
    figure: `${ratio.toFixed(2)} of bare COPY for ${count(rows)} rows (CSV)`,
    budget: `at least ${BUDGET_RATIO}`,
    holds: ratio >= BUDGET_RATIO,
  });
}

const count = (value: number) => Math.round(value).toLocaleString("en-GB");
