import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exportReply, exportsReply, type ExportView } from "../../app/api/export-schemas.ts";
import { expireExports } from "../../db/export/rows.ts";
import { exports } from "../../db/schema/research.ts";
import { personaVersions } from "../../db/schema/personas.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { TABLE_NAMES } from "../../game/export-tables/tables.ts";
import { makeExport } from "../../worker/export/make.ts";
import { type ApiClient, codeOf } from "../client.ts";
import { csvRows } from "../export-reader.ts";
import { createPlayers } from "../factories.ts";
import { storePlayed } from "../played-rows.ts";
import { enrol, startExperiment } from "../research-factories.ts";
import { staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";
import { type Started, startWorker } from "../stores.ts";
import { zipEntries } from "../zip-reader.ts";
import { eventually } from "./worker-support.ts";

const run = promisify(execFile);
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

let dir: string;
let site: Site;
let worker: Started;
let researcher: ApiClient & { id: string };
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "exports-"));
  // Allowances grow with the scale: who waits for an export asks often.
  site = await startSite({ timeScale: 20, env: { EXPORTS_DIR: dir } });
  worker = await startWorker({ env: site.env });
  researcher = await staff(site, "researcher");
  await play(20);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const orm = () => site.stores.database.orm;

async function play(matches: number, messages = 6) {
  const [ruleset] = await orm().select().from(rulesets).where(eq(rulesets.slug, "quick-duel"));
  const versions = await orm().select({ id: personaVersions.id }).from(personaVersions);
  const people = await createPlayers(site.stores, 3);
  await storePlayed(site.stores.database.pool, {
    ...{ rulesetId: ruleset?.id ?? "", matches, messages },
    playerIds: people.map(({ id }) => id),
    personaVersionIds: versions.map(({ id }) => id),
  });
}

async function order(client: ApiClient, wanted: object = { format: "csv" }): Promise<ExportView> {
  const reply = await client.post("/api/v1/exports", wanted);
  expect([reply.status, codeOf(reply)]).toEqual([202, undefined]);
  return exportReply.parse(reply.json).export;
}

async function seen(client: ApiClient, id: string): Promise<ExportView> {
  return exportReply.parse((await client.get(`/api/v1/exports/${id}`)).json).export;
}

const settled = (client: ApiClient, id: string) =>
  eventually(async () => {
    const now = await seen(client, id);
    return now.state === "queued" || now.state === "running" ? null : now;
  });

/** How large a file is that an archive holds. */
const sizeIn = async (archive: string, name: string) =>
  zipEntries(await readFile(archive)).find((entry) => entry.name.endsWith(`/${name}`))?.size ?? 0;

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("an export by a worker", () => {
  test("is ordered, made, downloaded whole, and opened", async () => {
    const { id, state } = await order(researcher);
    expect(state).toBe("queued");
    const done = await settled(researcher, id);
    expect(done).toMatchObject({ state: "done", error: null, hasKey: false });
    expect(done.rowsDone).toBe(done.rowsTotal);
    const response = await researcher.fetch("GET", `/api/v1/exports/${id}/file`);
    const archive = await bytesOf(response);
    expect(archive.length).toBe(done.bytes);
    expect(createHash("sha256").update(archive).digest("hex")).toBe(done.sha256);
    expect(response.headers.get("Content-Disposition")).toMatch(/^attachment; filename="amianai-/);
    const entries = zipEntries(archive);
    expect(entries.map(({ name }) => basename(name)).toSorted()).toEqual(
      [...TABLE_NAMES.map((name) => `${name}.csv`), "codebook.json", "manifest.json"].toSorted(),
    );
    const matches = entries.find(({ name }) => name.endsWith("/matches.csv"));
    expect(csvRows(matches?.content() ?? Buffer.of())).toHaveLength(20);
    const listed = exportsReply.parse((await researcher.get("/api/v1/exports")).json).exports;
    expect(listed.map((one) => one.id)).toContain(id);
    expect(existsSync(join(dir, `${id}.work`))).toBe(false);
  });

  test("goes on where a download was broken off", async () => {
    const { id } = await order(researcher);
    await settled(researcher, id);
    const at = `/api/v1/exports/${id}/file`;
    const whole = await researcher.fetch("GET", at);
    const archive = await bytesOf(whole);
    const tag = whole.headers.get("ETag") ?? "";
    expect(whole.headers.get("Accept-Ranges")).toBe("bytes");
    const part = (headers: Record<string, string>) => researcher.fetch("GET", at, { headers });

    const first = await part({ Range: "bytes=0-999" });
    const rest = await part({ Range: "bytes=1000-", "If-Range": tag });
    expect([first.status, rest.status]).toEqual([206, 206]);
    expect(rest.headers.get("Content-Range")).toBe(
      `bytes 1000-${archive.length - 1}/${archive.length}`,
    );
    expect(Buffer.concat([await bytesOf(first), await bytesOf(rest)]).equals(archive)).toBe(true);
    const tail = await part({ Range: "bytes=-100" });
    expect((await bytesOf(tail)).equals(archive.subarray(-100))).toBe(true);

    const other = await part({ Range: "bytes=1000-", "If-Range": '"another file"' });
    expect([other.status, (await bytesOf(other)).length]).toEqual([200, archive.length]);
    const strange = await part({ Range: "bytes=0-1,5-6" });
    expect([strange.status, (await bytesOf(strange)).length]).toEqual([200, archive.length]);
    const beyond = await part({ Range: `bytes=${archive.length}-` });
    expect([beyond.status, beyond.headers.get("Content-Range")]).toEqual([
      416,
      `bytes */${archive.length}`,
    ]);
    expect((await part({ "If-None-Match": tag })).status).toBe(304);
  });

  test("is nobody else's: not its state, nor its file, nor its key", async () => {
    const other = await staff(site, "researcher", "Another");
    const admin = await staff(site, "admin");
    const { id } = await order(researcher);
    await settled(researcher, id);
    for (const client of [other, admin]) {
      for (const part of ["", "/file", "/key"])
        expect((await client.get(`/api/v1/exports/${id}${part}`)).status).toBe(404);
      expect((await client.delete(`/api/v1/exports/${id}`)).status).toBe(404);
      const listed = exportsReply.parse((await client.get("/api/v1/exports")).json).exports;
      expect(listed.map((one) => one.id)).not.toContain(id);
    }
    const study = await startExperiment(site.stores, undefined, { ownerId: researcher.id });
    const theirs = { format: "csv", experiment: study.code };
    expect(codeOf(await other.post("/api/v1/exports", theirs))).toBe("export/no-experiment");
    expect(codeOf(await admin.post("/api/v1/exports", theirs))).toBe("export/no-experiment");
    expect((await order(researcher, theirs)).filter).toEqual({ experimentId: study.id });
  });

  test("has a key beside it, which is written down when it is read", async () => {
    const study = await startExperiment(site.stores, undefined, { ownerId: researcher.id });
    const [person] = await createPlayers(site.stores, 1);
    const params = { PROLIFIC_PID: "participant-79" };
    const part = await enrol(site.stores, study, person?.id ?? "", { params });
    const [arm] = study.arms;
    const [version] = await orm().select().from(personaVersions);
    await storePlayed(site.stores.database.pool, {
      ...{ rulesetId: arm?.rulesetId ?? "", armId: arm?.id ?? "", matches: 2, messages: 4 },
      ...{ playerIds: [person?.id ?? ""], enrolmentIds: [part] },
      personaVersionIds: [version?.id ?? ""],
    });
    const { id } = await order(researcher, { format: "ndjson", experiment: study.id });
    expect(await settled(researcher, id)).toMatchObject({ state: "done", hasKey: true });
    const key = await researcher.get(`/api/v1/exports/${id}/key`);
    expect(csvRows(Buffer.from(key.text))).toMatchObject([
      { experiment: study.code, parameter: "PROLIFIC_PID", value: "participant-79" },
    ]);
    const noted = await orm()
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, id));
    expect(noted.map(({ action }) => action)).toEqual(["order-export", "download-export-key"]);
  });

  test("that was cancelled or deleted has no file, and can be so twice", async () => {
    const { id } = await order(researcher);
    await settled(researcher, id);
    for (let time = 0; time < 2; time++)
      expect((await researcher.delete(`/api/v1/exports/${id}`)).status).toBe(204);
    expect((await seen(researcher, id)).state).toBe("expired");
    const file = await researcher.get(`/api/v1/exports/${id}/file`);
    expect([file.status, codeOf(file)]).toEqual([404, "export/expired"]);
    expect((await readdir(dir)).filter((name) => name.startsWith(id))).toEqual([]);
  });

  test("goes after fourteen days", async () => {
    const { id } = await order(researcher);
    const done = await settled(researcher, id);
    const kept = Date.parse(done.expiresAt ?? "") - Date.parse(done.finishedAt ?? "");
    expect(Math.round(kept / 86_400_000)).toBe(14);
    await orm()
      .update(exports)
      .set({ expiresAt: sql`clock_timestamp() - interval '1 second'` })
      .where(eq(exports.id, id));
    expect(await expireExports(site.stores.database)).toEqual([id]);
    expect((await seen(researcher, id)).state).toBe("expired");
  });
});

test("what cannot be asked for is refused with the field that is wrong", async () => {
  for (const wrong of [
    { format: "xlsx" },
    { format: "csv", from: "yesterday" },
    { format: "csv", until: "2026-13-01" },
    { format: "csv", persona: "\u0000" },
    {},
  ])
    expect(codeOf(await researcher.post("/api/v1/exports", wrong))).toBe("http/invalid");
  const nobody = await site.player();
  expect(codeOf(await nobody.post("/api/v1/exports", { format: "csv" }))).toBe("session/role");
  for (const filter of [{ ruleset: "' or 1=1 --" }, { persona: "日本" }, { arm: "%" }]) {
    const { id } = await order(researcher, { format: "csv", ...filter });
    expect(await settled(researcher, id)).toMatchObject({ state: "done", rowsTotal: 0 });
  }
});

describe("a table at once", () => {
  const table = (query: string) => researcher.fetch("GET", `/api/v1/exports/table?${query}`);

  test("comes in each format, and two of one choice can be joined", async () => {
    const read = async (query: string) => csvRows(await bytesOf(await table(query)));
    const matches = await read("name=matches");
    const rounds = await read("name=rounds");
    expect(new Set(rounds.map((row) => row.match_id))).toEqual(
      new Set(matches.map((row) => row.match_id)),
    );
    expect((await read("name=analysis")).map(({ figure }) => figure)).toContain("pass-rates");
    const other = await read("name=rounds&ruleset=quick-duel");
    expect(other.map((row) => row.match_id)).not.toContain(rounds[0]?.match_id);
    for (const format of ["ndjson", "parquet"])
      expect((await table(`name=seats&format=${format}`)).status).toBe(200);
    expect((await table("name=passwords")).status).toBe(400);
  });
});

describe("faults", () => {
  async function ordered(): Promise<string> {
    const wanted = { ownerId: researcher.id, format: "csv" as const, filter: {} };
    const salt = randomBytes(16).toString("hex");
    // The worker hears of it by the sweep only, later than it is made here.
    const [row] = await orm()
      .insert(exports)
      .values({ ...wanted, salt })
      .returning();
    return row?.id ?? "";
  }

  test("a full disk: it fails, says why, and gives back what it took", async () => {
    const small = await mkdtemp(join(tmpdir(), "small-"));
    const mounted = await run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small]).then(
      () => true,
      () => false,
    );
    // Without the right to mount, what is full is the size that a file may have.
    const id = await ordered();
    const { database } = site.stores;
    if (mounted) {
      expect(await makeExport({ database, dir: small, appCommit: "abc" }, id)).toBe("failed");
      expect(await readdir(small)).toEqual([]);
      await run("umount", [small]);
    } else {
      const script = ["-c", 'ulimit -f 32; exec "$@"', "sh", process.execPath];
      const env = { ...process.env, DATABASE_URL: site.stores.databaseUrl };
      await run("sh", [...script, "tests/make-export.ts", small, id], { env });
      expect(await readdir(small)).toEqual([]);
    }
    expect(await seen(researcher, id)).toMatchObject({ state: "failed", error: "export/no-space" });
    expect(codeOf(await researcher.get(`/api/v1/exports/${id}/file`))).toBe("export/not-ready");
    await rm(small, { recursive: true, force: true });
  });

  test("two workers at one export: one makes it", async () => {
    const id = await ordered();
    const { database } = site.stores;
    const own = join(dir, "own");
    await mkdir(own);
    const making = { database, dir: own, appCommit: "abc" };
    const made = await Promise.all([makeExport(making, id), makeExport(making, id)]);
    expect(made.toSorted()).toEqual(["done", "nothing-to-do"]);
    expect(await makeExport(making, id)).toBe("nothing-to-do");
  });

  test("rows that do not fit together: it fails, and there is no file", async () => {
    const { pool } = site.stores.database;
    const broken =
      "update messages set round = 2 where id = (select min(id::text)::uuid from messages)";
    await pool.query(broken);
    const { id } = await order(researcher);
    const failed = await settled(researcher, id);
    expect(failed).toMatchObject({ state: "failed", error: "export/integrity", bytes: null });
    await pool.query("update messages set round = 1 where round = 2");
  });
});

describe("where there is much", () => {
  beforeAll(() => play(2500, 10));

  test("is refused where it would be too much to wait for", async () => {
    const reply = await researcher.get("/api/v1/exports/table?name=matches");
    expect([reply.status, codeOf(reply)]).toEqual([409, "export/too-large"]);
  });

  test("a worker killed half-way: no half file, and the next one makes it whole", async () => {
    const { id: pilot } = await order(researcher, { format: "parquet" });
    expect(await settled(researcher, pilot)).toMatchObject({ state: "done" });
    const whole = await sizeIn(join(dir, `${pilot}.zip`), "messages.parquet");
    const { id } = await order(researcher, { format: "parquet" });
    const half = join(dir, `${id}.work`, "tables", "messages.parquet");
    await eventually(() =>
      stat(half).then(
        ({ size }) => size >= 0.6 * whole,
        () => false,
      ),
    );
    await worker.kill();
    expect(await seen(researcher, id)).toMatchObject({ state: "running" });
    expect(codeOf(await researcher.get(`/api/v1/exports/${id}/file`))).toBe("export/not-ready");
    expect(existsSync(join(dir, `${id}.work`))).toBe(true);
    expect(existsSync(join(dir, `${id}.zip`))).toBe(false);
    await worker.restart();
    const done = await settled(researcher, id);
    expect(done).toMatchObject({ state: "done" });
    const [row] = await orm().select().from(exports).where(eq(exports.id, id));
    expect(row?.attempts).toBe(2);
    const archive = await bytesOf(await researcher.fetch("GET", `/api/v1/exports/${id}/file`));
    expect(createHash("sha256").update(archive).digest("hex")).toBe(done.sha256);
    const left = await readdir(dir);
    expect([left.includes(`${id}.zip`), left.includes(`${id}.work`)]).toEqual([true, false]);
  });

  test("one that is cancelled while it is made stops, and leaves nothing", async () => {
    const { id } = await order(researcher, { format: "parquet" });
    await eventually(async () => (await seen(researcher, id)).rowsTotal !== null);
    expect((await researcher.delete(`/api/v1/exports/${id}`)).status).toBe(204);
    await eventually(async () => (await readdir(dir)).every((name) => !name.startsWith(id)));
    expect((await seen(researcher, id)).state).toBe("cancelled");
  });
});
