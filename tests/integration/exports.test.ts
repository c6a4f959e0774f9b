import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import {
  EXPORT_TABLES,
  KEYS,
  TABLE_NAMES,
  type TableName,
} from "../../game/export-tables/tables.ts";
import { matches, seats } from "../../db/schema/matches.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import type { ExportFilter } from "../../db/schema/research.ts";
import { readTable, type Row } from "../export-reader.ts";
import {
  exported,
  FORMATS,
  newFolder,
  only,
  orm,
  publicPlay,
  stores,
  studied,
  useExports,
} from "../exports.ts";
import { createPlayers } from "../factories.ts";
import { ratedDuel } from "../rated-duel.ts";
import { startExperiment } from "../research-factories.ts";

const run = promisify(execFile);
vi.setConfig({ testTimeout: 120_000 });
useExports();

describe("in each format", () => {
  test.each(FORMATS)("%s holds the same rows, as the codebook describes them", async (format) => {
    const { ruleset } = await publicPlay(5, { passes: 2 });
    const { folder, table } = await exported({ format, filter: { ruleset } });
    const sizes = { matches: 5, rounds: 5, seats: 10, participants: 2, answers: 0, messages: 30 };
    for (const [name, size] of Object.entries({ ...sizes, guesses: 5, generations: 5 }))
      expect([name, (await table(name as TableName)).length]).toEqual([name, size]);
    for (const name of TABLE_NAMES)
      for (const row of await table(name)) expect(misfits(name, row)).toEqual([]);
    const [message] = (await table("messages")).filter(({ seq }) => Number(seq) === 2);
    expect(message).toMatchObject({
      body: 'line 2 of a chat, "said" by somebody, about as long as people write',
      flag: null,
    });
    const judged = (await table("guesses")).map(({ verdict }) => verdict);
    expect(judged.toSorted()).toEqual(["ai", "ai", "ai", "human", "human"]);
    expect((await readdir(folder)).toSorted()).toEqual(
      [
        ...TABLE_NAMES.map((name) => `${name}.${format}`),
        "codebook.json",
        "manifest.json",
      ].toSorted(),
    );
  });

  test("the formats agree cell by cell", async () => {
    const { ruleset } = await publicPlay(3);
    const salt = "5".repeat(32);
    const [csv, ndjson, parquet] = await Promise.all(
      FORMATS.map((format) => exported({ format, filter: { ruleset }, salt })),
    );
    for (const name of TABLE_NAMES) {
      const plain = async (made: typeof csv) =>
        ((await made?.table(name)) ?? []).map((row) => inWords(name, row)).toSorted();
      const rows = await plain(csv);
      if (name === "messages") expect(rows).toHaveLength(3 * 6);
      expect(await plain(ndjson)).toEqual(rows);
      expect(await plain(parquet)).toEqual(rows);
    }
  });

  test.each(FORMATS)("%s of nothing at all is empty tables", async (format) => {
    const { table, manifest } = await exported({ format, filter: { ruleset: "no-such-game" } });
    for (const name of TABLE_NAMES) expect([name, await table(name)]).toEqual([name, []]);
    expect(manifest).toMatchObject({ row_counts: { matches: 0, messages: 0 } });
  });
});

/** Cells that are not what their column says. */
function misfits(table: TableName, row: Row): string[] {
  const columns = EXPORT_TABLES[table];
  const names = columns.map(({ name }) => name);
  if (Object.keys(row).join() !== names.join()) return [`columns of ${table}`];
  return columns.flatMap(({ name, type, values, optional }) => {
    const cell = row[name] ?? null;
    if (cell === null) return optional ? [] : [`${table}.${name} is empty`];
    const text = String(cell);
    const known = values === null || values.some((value) => String(value) === text);
    return known && LOOKS[type].test(text) ? [] : [`${table}.${name} is ${text}`];
  });
}

const LOOKS = {
  id: /^[0-9a-f]{32}$/,
  text: /^/,
  integer: /^-?\d+$/,
  number: /^-?\d/,
  boolean: /^(true|false)$/,
  time: /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|\d{13})$/,
} as const;

/** A row as one line, whatever the format made of instants. */
function inWords(table: TableName, row: Row): string {
  return EXPORT_TABLES[table]
    .map(({ name, type }) => {
      const cell = row[name] ?? null;
      if (cell === null) return "none";
      if (type === "time")
        return new Date(typeof cell === "string" ? cell : Number(cell)).toISOString();
      return type === "number" ? Number(cell) : cell;
    })
    .join("|");
}

test("every key finds its row, and no other export has the same ids", async () => {
  const { ruleset } = await publicPlay(4);
  const [first, second] = [
    await exported({ filter: { ruleset } }),
    await exported({ filter: { ruleset } }),
  ];
  const cells = async ({ table }: typeof first, place: string) => {
    const [name = "", column = ""] = place.split(".");
    const rows = await table(TABLE_NAMES.find((one) => one === name) ?? "matches");
    return new Set(rows.flatMap((row) => row[column] ?? []));
  };
  for (const [from, to] of KEYS) {
    const known = await cells(first, to);
    for (const id of await cells(first, from)) expect(known).toContain(id);
  }
  const theirs = await cells(second, "seats.seat_id");
  expect([...(await cells(first, "seats.seat_id"))].filter((id) => theirs.has(id))).toEqual([]);
});

test("the manifest has the size and the hash of every file, and the codebook every column", async () => {
  const { ruleset } = await publicPlay(2);
  const { folder, manifest } = await exported({ filter: { ruleset } });
  expect(manifest).toMatchObject({ app_commit: "abc", format: "csv", filters: { ruleset } });
  const { files } = manifest as { files: { name: string; bytes: number; sha256: string }[] };
  expect(files).toHaveLength(TABLE_NAMES.length + 1);
  for (const { name, bytes, sha256 } of files) {
    const content = await readFile(join(folder, name));
    expect([name, bytes]).toEqual([name, content.length]);
    expect(sha256).toBe(createHash("sha256").update(content).digest("hex"));
  }
  const codebook = JSON.parse(await readFile(join(folder, "codebook.json"), "utf8")) as {
    tables: Record<string, { name: string; meaning: string }[]>;
  };
  for (const name of TABLE_NAMES) {
    const [head = ""] = (await readFile(join(folder, `${name}.csv`), "utf8")).split("\n");
    expect(head.split(",")).toEqual(codebook.tables[name]?.map((column) => column.name));
  }
});

describe("what is in it", () => {
  test("no live match, and nothing that says what sits in one", async () => {
    const { ruleset, live } = await publicPlay(1);
    const { table } = await exported({ filter: { ruleset } });
    expect(await table("matches")).toHaveLength(1);
    await orm()
      .update(matches)
      .set({ phase: "voided", endedAt: sql`now()`, endReason: "voided", nextDueAt: null })
      .where(eq(matches.id, live));
    const voided = (await (await exported({ filter: { ruleset } })).table("matches")).filter(
      ({ status }) => status === "voided",
    );
    expect(voided).toMatchObject([
      {
        random_seed: null,
        excluded: "true",
        exclusion_reason: "moderation-void",
        moderation_state: "voided",
      },
    ]);
  });

  test("games that the rules exclude carry the reason", async () => {
    const { ruleset } = await publicPlay(3);
    const { table } = await exported({ filter: { ruleset } });
    expect(only(await table("guesses"), "excluded")).toEqual(["false"]);
    const [person] = await createPlayers(stores, 1);
    await orm()
      .update(seats)
      .set({ knewPartner: true })
      .where(
        sql`${seats.kind} = 'human' and ${seats.matchId} in (select m.id from matches m
        join rulesets r on r.id = m.ruleset_id where r.slug = ${ruleset})`,
      );
    expect(person).toBeDefined();
    const marked = await (await exported({ filter: { ruleset } })).table("guesses");
    expect(only(marked, "exclusion_reason")).toEqual(["knew-partner"]);
  });

  test("two people who play each other are two participants with both guesses", async () => {
    const [a, b] = await createPlayers(stores, 2);
    const matchId = await ratedDuel(stores, [a?.id ?? "", b?.id ?? ""], [0.1, 0.9]);
    const [row] = await orm()
      .select({ id: matches.id, slug: rulesets.slug })
      .from(matches)
      .innerJoin(rulesets, eq(rulesets.id, matches.rulesetId))
      .where(eq(matches.id, matchId));
    const { table } = await exported({ filter: { ruleset: row?.slug ?? "" } });
    expect(await table("participants")).toHaveLength(2);
    const told = await table("guesses");
    expect(told.map(({ correct }) => correct).toSorted()).toEqual(["false", "true"]);
    expect(only(await table("seats"), "kind")).toEqual(["human"]);
  });

  test("filters by time, persona and arm", async () => {
    const { ruleset } = await publicPlay(8);
    const all = await exported({ filter: { ruleset } });
    const [someone] = await all.table("persona_versions");
    const persona = String(someone?.persona);
    const some = await exported({ filter: { ruleset, persona } });
    expect(only(await some.table("persona_versions"), "persona")).toEqual([persona]);
    const ended = String((await all.table("matches"))[0]?.finished_at);
    const count = async (filter: ExportFilter) =>
      (await (await exported({ filter: { ruleset, ...filter } })).table("matches")).length;
    expect(await count({ from: ended })).toBe(8 - (await count({ until: ended })));
    expect(await count({ until: "2020-01-01T00:00:00.000Z" })).toBe(0);
    expect(await count({ arm: "people" })).toBe(0);
  });

  test("prompts of personas that still play stay sealed", async () => {
    const { ruleset } = await publicPlay(8);
    const versions = await (await exported({ filter: { ruleset } })).table("persona_versions");
    expect(versions.length).toBeGreaterThan(3);
    for (const { prompt, prompt_sha256 } of versions)
      expect([prompt, String(prompt_sha256).length]).toEqual([null, 64]);
  });
});

test("rows that do not fit together make no export", async () => {
  const { ruleset } = await publicPlay(2);
  await stores.database.pool.query(
    `update messages set round = 2 where id = (select m.id from messages m
       join matches x on x.id = m.match_id join rulesets r on r.id = x.ruleset_id
       where r.slug = $1 limit 1)`,
    [ruleset],
  );
  await expect(exported({ filter: { ruleset } })).rejects.toThrow("the rows hold a message");
});

test("the command writes the same, and leaves no half of it behind", async () => {
  const study = await startExperiment(stores);
  await studied(study, 2, { PROLIFIC_PID: "participant-78" });
  const out = join(await newFolder(), "out");
  const env = { ...process.env, DATABASE_URL: stores.databaseUrl };
  const words = ["worker/export.ts", "--format", "parquet", "--experiment", study.code, "--key"];
  await run(process.execPath, [...words, "--out", out], { env });
  expect(await readTable(out, "messages", "parquet")).toHaveLength(8);
  expect(await readFile(`${out}-key.csv`, "utf8")).toMatch(
    /^participant_id,experiment,parameter,value\n[0-9a-f]{32},\w+,PROLIFIC_PID,participant-78\n$/,
  );
  const [entry] = await orm()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, "export-by-command"));
  expect(entry).toMatchObject({ detail: { format: "parquet", key: true } });
  const again = run(process.execPath, [...words, "--out", out], { env });
  await expect(again).rejects.toThrow("not there yet");
  const broken = `${out}-broken`;
  await expect(
    run("sh", ["-c", `ulimit -f 1; exec "$@"`, "sh", process.execPath, ...words, "--out", broken], {
      env,
    }),
  ).rejects.toThrow();
  expect(existsSync(broken)).toBe(false);
});
