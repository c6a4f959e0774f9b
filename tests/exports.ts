import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll } from "vitest";
import type { TableName } from "../game/export-tables/tables.ts";
import { withSnapshot } from "../db/export/snapshot.ts";
import type { ExportFormat } from "../db/export/streams.ts";
import { personaVersions } from "../db/schema/personas.ts";
import type { ExportFilter } from "../db/schema/research.ts";
import { rulesets } from "../db/schema/rulesets.ts";
import { writeFolder } from "../worker/export/folder.ts";
import { readTable, type Row } from "./export-reader.ts";
import { createDuel, createPlayers, testStores } from "./factories.ts";
import { storePlayed } from "./played-rows.ts";
import { enrol, type StartedExperiment } from "./research-factories.ts";

export const FORMATS = ["csv", "ndjson", "parquet"] as const;

export let stores: Awaited<ReturnType<typeof testStores>>;
const folders: string[] = [];

/** Stores of a test file's own, with matches to export; to be called once in it. */
export function useExports(): void {
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(async () => {
    await stores.close();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });
}

export const orm = () => stores.database.orm;

/** A folder that goes when the file's tests are through. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "export-"));
  folders.push(folder);
  return folder;
}

interface Order {
  ownerId?: string | null;
  filter?: ExportFilter;
  format?: ExportFormat;
  /** By which ids are made pseudonyms; 32 hex digits, drawn where none is given. */
  salt?: string;
}

/** An export as its order says; by default of all of public play, as CSV. */
export async function exported({
  ownerId = null,
  filter = {},
  format = "csv",
  salt = randomBytes(16).toString("hex"),
}: Order = {}) {
  const { database } = stores;
  const folder = await newFolder();
  const scope = { ownerId, filter, salt, appCommit: "abc" };
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
export async function publicPlay(count: number, more: { passes?: number; people?: number } = {}) {
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
export async function studied(
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

/** The values of a column, each once. */
export const only = (rows: readonly Row[], column: string) => [
  ...new Set(rows.map((row) => row[column])),
];
