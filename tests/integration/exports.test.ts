import { execFile } from "node:child_process";
import { randomBytes, createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  EXPORT_TABLES,
  KEYS,
  TABLE_NAMES,
  type TableName,
} from "../../game/export-tables/tables.ts";
import { withSnapshot } from "../../db/export/snapshot.ts";
import type { ExportFormat } from "../../db/export/streams.ts";
import { enrolments, type ExportFilter, quarantinedTexts } from "../../db/schema/research.ts";
import { consents } from "../../db/schema/accounts.ts";
import { guesses, matches, messages, seats } from "../../db/schema/matches.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { personaVersions } from "../../db/schema/personas.ts";
import { players } from "../../db/schema/players.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import { writeFolder } from "../../worker/export/folder.ts";
import { readTable, type Row } from "../export-reader.ts";
import { createDuel, createPlayers, testStores } from "../factories.ts";
import { storePlayed } from "../played-rows.ts";
import { readCsv } from "../reproduction/csv.ts";
import { ratedDuel } from "../rated-duel.ts";
import {
  amendExperiment,
  designLike,
  enrol,
  type StartedExperiment,
  startExperiment,
} from "../research-factories.ts";

const run = promisify(execFile);
vi.setConfig({ testTimeout: 120_000 });
const FORMATS = ["csv", "ndjson", "parquet"] as const;

let stores: Awaited<ReturnType<typeof testStores>>;
const folders: string[] = [];
beforeAll(async () => {
  stores = await testStores();
});
afterAll(async () => {
  await stores.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

const orm = () => stores.database.orm;

interface Order {
  ownerId?: string | null;
  filter?: ExportFilter;
  format?: ExportFormat;
}

async function exported({ ownerId = null, filter = {}, format = "csv" }: Order = {}) {
  const { database } = stores;
  const folder = await mkdtemp(join(tmpdir(), "export-"));
  folders.push(folder);
  const scope = { ownerId, filter, salt: randomBytes(16).toString("hex"), appCommit: "abc" };
  await withSnapshot(database, scope, (snapshot) =>
    writeFolder({ database, snapshot, folder, format }),
  );
  const manifest: unknown = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  return { folder, manifest, table: (name: TableName) => readTable(folder, name, format) };
}

async function idsOf(slug = "quick-duel") {
  const [ruleset] = await orm().select().from(rulesets).where(eq(rulesets.slug, slug));
  const versions = await orm().select().from(personaVersions);
  return { rulesetId: ruleset?.id ?? "", personaVersionIds: versions.map(({ id }) => id) };
}

/** Public play under a ruleset of its own, so that each test may choose its own matches. */
async function publicPlay(count: number, more: { passes?: number; people?: number } = {}) {
  const duel = await createDuel(stores);
  const { rulesetId } = await idsOf(duel.ruleset.slug);
  const { personaVersionIds } = await idsOf();
  const people = await createPlayers(stores, more.people ?? 2);
  const playerIds = people.map(({ id }) => id);
  const played = { rulesetId, personaVersionIds, playerIds, matches: count, messages: 6 };
  await storePlayed(stores.database.pool, { ...played, passes: more.passes ?? 0 });
  return { ruleset: duel.ruleset.slug, playerIds, live: duel.match.id };
}

/** One participant's matches in an experiment's first arm. */
async function studied(
  experiment: StartedExperiment,
  count: number,
  params?: Record<string, string>,
) {
  const [person] = await createPlayers(stores, 1);
  const playerId = person?.id ?? "";
  const answers = { "age-band": "25-34", "chatbot-use": "daily" };
  const enrolmentId = await enrol(stores, experiment, playerId, {
    answers,
    device: "mobile",
    ...(params ? { params } : {}),
  });
  const [arm] = experiment.arms;
  const { personaVersionIds } = await idsOf();
  await storePlayed(stores.database.pool, {
    ...{ rulesetId: arm?.rulesetId ?? "", armId: arm?.id ?? "" },
    ...{ matches: count, messages: 4, playerIds: [playerId], personaVersionIds },
    enrolmentIds: [enrolmentId],
  });
  return { playerId, enrolmentId };
}

const only = (rows: readonly Row[], column: string) => [...new Set(rows.map((row) => row[column]))];

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
      FORMATS.map(async (format) => {
        const { database } = stores;
        const folder = await mkdtemp(join(tmpdir(), "export-"));
        folders.push(folder);
        const scope = { ownerId: null, filter: { ruleset }, salt, appCommit: "abc" };
        await withSnapshot(database, scope, (snapshot) =>
          writeFolder({ database, snapshot, folder, format }),
        );
        return folder;
      }),
    );
    for (const name of TABLE_NAMES) {
      const plain = async (folder = "", format: ExportFormat) =>
        (await readTable(folder, name, format)).map((row) => inWords(name, row)).toSorted();
      const rows = await plain(csv, "csv");
      expect(await plain(ndjson, "ndjson")).toEqual(rows);
      expect(await plain(parquet, "parquet")).toEqual(rows);
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

describe("whose it is", () => {
  test("an experiment's matches are for its owner alone", async () => {
    const [mine, other] = [await startExperiment(stores), await startExperiment(stores)];
    await studied(mine, 2);
    await studied(other, 3);
    const { table, manifest } = await exported({ ownerId: mine.ownerId });
    const named = only(await table("matches"), "experiment").filter((code) => code !== null);
    expect(named).toEqual([mine.code]);
    expect(JSON.stringify(manifest)).not.toContain(other.code);
    const asked = { ownerId: mine.ownerId, filter: { experimentId: other.id } };
    expect(await (await exported(asked)).table("matches")).toEqual([]);
    const anybody = await (await exported()).table("matches");
    expect(only(anybody, "experiment")).toEqual([null]);
  });

  test("participants come with consent and answers, matches with arm and base ruleset", async () => {
    const study = await startExperiment(stores);
    await studied(study, 2);
    const { table, manifest } = await exported({
      ownerId: study.ownerId,
      filter: { experimentId: study.id },
    });
    expect(await table("participants")).toMatchObject([
      { consent_version: "1", age_band: "25-34", chatbot_use: "daily", device: "mobile" },
    ]);
    expect(only(await table("matches"), "arm")).toEqual(["people"]);
    expect(only(await table("matches"), "ruleset")).toEqual(["quick-duel"]);
    expect(await table("answers")).toMatchObject([
      { question: "age-band", answer: "25-34" },
      { question: "chatbot-use", answer: "daily" },
    ]);
    expect(manifest).toMatchObject({
      licence: ["CC-BY-4.0"],
      experiments: [{ experiment: study.code, seed: null }],
    });
  });

  test("an arm whose name an amendment uses again stays apart by its version", async () => {
    const study = await startExperiment(stores);
    await studied(study, 2);
    const amended = await amendExperiment(stores, study, designLike());
    await studied(amended, 3);
    const { ownerId, id: experimentId } = study;
    const versions = async (arm?: string) => {
      const filter = { experimentId, ...(arm ? { arm } : {}) };
      const rows = await (await exported({ ownerId, filter })).table("matches");
      return rows.map((row) => row.experiment_version).toSorted();
    };
    expect(await versions()).toEqual(["1", "1", "2", "2", "2"]);
    expect(await versions("people")).toEqual(["1", "1", "2", "2", "2"]);
    expect(await versions("people v2")).toEqual(["2", "2", "2"]);
    expect(await versions("machines v2")).toEqual([]);
  });

  test("the seed of the draw is told once the study is closed", async () => {
    const study = await startExperiment(stores, undefined, { state: "closed" });
    const filter = { experimentId: study.id };
    const { manifest } = await exported({ ownerId: study.ownerId, filter });
    expect(manifest).toMatchObject({ experiments: [{ seed: study.seed }] });
  });

  test("who withdraws is in no later export, nor is a match that is held back", async () => {
    const study = await startExperiment(stores);
    const order = { ownerId: study.ownerId, filter: { experimentId: study.id } };
    const [leaver, held] = [await studied(study, 2), await studied(study, 1)];
    await studied(study, 1);
    expect(await (await exported(order)).table("matches")).toHaveLength(4);
    await orm().update(seats).set({ held: true }).where(eq(seats.enrolmentId, held.enrolmentId));
    expect(await (await exported(order)).table("matches")).toHaveLength(2 + 1);
    await orm()
      .update(enrolments)
      .set({ state: "withdrawn", withdrawnAt: new Date() })
      .where(eq(enrolments.id, leaver.enrolmentId));
    const { table } = await exported(order);
    for (const name of ["matches", "participants"] as const)
      expect(await table(name)).toHaveLength(1);
    expect(await table("messages")).toHaveLength(4);
  });

  test("who deleted their data, or was never told of researchers, is out of public play", async () => {
    const { ruleset, playerIds } = await publicPlay(4);
    const [gone = "", untold = ""] = playerIds;
    const count = async () =>
      (await (await exported({ filter: { ruleset } })).table("matches")).length;
    expect(await count()).toBe(4);
    await orm().insert(consents).values({ playerId: untold, version: 1 });
    expect(await count()).toBe(2);
    await orm().insert(consents).values({ playerId: untold, version: 2 });
    await orm().update(players).set({ deletedAt: new Date() }).where(eq(players.id, gone));
    expect(await count()).toBe(2);
  });
});

/** What readers of CSV are known to stumble over. */
const HOSTILE_TEXTS = [
  '=1+1, "quoted", back\\slash, 日本語 🙂 مرحبا',
  'two\nlines, and "three"\r\nof them\n',
  '=HYPERLINK("https://example.org","a;b")',
  ...["+1", "-1", "@sum", "\t=1", "'", '"', "\\.", "NULL", "\u2028", " spaced "],
];

describe("free text", () => {
  const say = async (ruleset: string, body: string) => {
    const [row] = await orm()
      .select({ id: messages.id })
      .from(messages)
      .innerJoin(matches, eq(matches.id, messages.matchId))
      .innerJoin(rulesets, eq(rulesets.id, matches.rulesetId))
      .where(sql`${rulesets.slug} = ${ruleset} and ${messages.body} like 'line%'`)
      .limit(1);
    await orm()
      .update(messages)
      .set({ body })
      .where(eq(messages.id, row?.id ?? ""));
    return row?.id ?? "";
  };

  test.each([
    ["e-mail", "write to ada.lovelace@example.org please"],
    ["e-mail", "ada.lovelace (at) example (dot) org"],
    ["phone", "call me on +44 20 7946 0958"],
    ["recruiter-id", "my id is 5f3a9bc2d1e8f7a6b5c4d3e2"],
  ])("with an %s is quarantined, not dropped: %s", async (reason, body) => {
    const { ruleset } = await publicPlay(1);
    const id = await say(ruleset, body);
    const { table, manifest } = await exported({ filter: { ruleset } });
    const rows = await table("messages");
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ flag }) => flag === "quarantined")).toMatchObject([{ body: null }]);
    expect(JSON.stringify(rows)).not.toContain(body);
    expect(manifest).toMatchObject({ quarantined_texts: { [reason]: 1 } });
    const [kept] = await orm()
      .select()
      .from(quarantinedTexts)
      .where(eq(quarantinedTexts.rowId, id));
    expect(kept).toMatchObject({ kind: "message", reason });
  });

  test("that repeats what a recruiter's link said is quarantined in messages, reasons and answers", async () => {
    const study = await startExperiment(stores);
    const { enrolmentId } = await studied(study, 1, { PROLIFIC_PID: "participant-77" });
    const theirs = sql`match_id in (select match_id from seats where enrolment_id = ${enrolmentId})`;
    await orm()
      .update(messages)
      .set({ body: "I am Participant-77" })
      .where(sql`${theirs} and seq = 1`);
    await orm().update(guesses).set({ reason: "it knew participant-77" }).where(theirs);
    await orm()
      .update(enrolments)
      .set({ answers: { name: "participant-77", "age-band": "25-34" } })
      .where(eq(enrolments.id, enrolmentId));
    const { table, folder } = await exported({
      ownerId: study.ownerId,
      filter: { experimentId: study.id },
    });
    for (const name of ["messages", "guesses", "answers"] as const)
      expect((await table(name)).filter(({ flag }) => flag === "quarantined")).toHaveLength(1);
    for (const file of await readdir(folder))
      expect(await readFile(join(folder, file), "utf8")).not.toMatch(/participant-77/i);
  });

  test("that was hidden or erased leaves an empty cell that says so", async () => {
    const { ruleset } = await publicPlay(1);
    const hidden = await say(ruleset, "something foul");
    await orm().update(messages).set({ hiddenAt: new Date() }).where(eq(messages.id, hidden));
    const erased = await say(ruleset, "(erased)");
    await orm().update(messages).set({ erasedAt: new Date() }).where(eq(messages.id, erased));
    const rows = (await (await exported({ filter: { ruleset } })).table("messages")).filter(
      ({ flag }) => flag !== null,
    );
    expect(rows.map(({ flag, body }) => [flag, body]).toSorted()).toEqual([
      ["erased", null],
      ["hidden", null],
    ]);
  });

  test.each(HOSTILE_TEXTS)("comes back as it was: %j", async (body) => {
    const { ruleset } = await publicPlay(1);
    await say(ruleset, body);
    await orm()
      .update(guesses)
      .set({ reason: body })
      .where(
        sql`${guesses.matchId} in (select m.id from matches m
          join rulesets r on r.id = m.ruleset_id where r.slug = ${ruleset})`,
      );
    for (const format of FORMATS) {
      const { folder, table } = await exported({ format, filter: { ruleset } });
      expect((await table("messages")).map((row) => row.body)).toContain(body);
      expect(only(await table("guesses"), "reason")).toEqual([body]);
      if (format !== "csv") continue;
      const own = readCsv(await readFile(join(folder, "guesses.csv"), "utf8"));
      expect(own.map(({ reason }) => reason)).toEqual([body]);
    }
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
  const out = join(await mkdtemp(join(tmpdir(), "export-")), "out");
  folders.push(out);
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
