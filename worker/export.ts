import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { recordAudit } from "../db/audit.ts";
import { openDatabase } from "../db/client.ts";
import { ownerOf } from "../db/export/owner.ts";
import { withSnapshot } from "../db/export/snapshot.ts";
import { EXPORT_FORMATS, recruiterKey } from "../db/export/streams.ts";
import { appCommit } from "./app-commit.ts";
import { writeFolder } from "./export/folder.ts";
import { writeFileOf } from "./export/table-files.ts";

const USAGE = `npm run export -- --out DIR [--format csv|ndjson|parquet] [--experiment CODE] [--arm NAME]
  [--ruleset SLUG] [--persona CODENAME] [--from INSTANT] [--until INSTANT] [--key]
Writes the tables, codebook.json and manifest.json into a new folder DIR: public play, or the
experiment named. --key adds recruiters' ids in DIR-key.csv.`;

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    format: { type: "string", default: "csv" },
    experiment: { type: "string" },
    arm: { type: "string" },
    ruleset: { type: "string" },
    persona: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
    key: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) fail(USAGE, 0);
const { out, experiment } = values;
if (!out) fail(USAGE);
const format = z.enum(EXPORT_FORMATS).safeParse(values.format);
if (!format.success) fail(`--format takes one of ${EXPORT_FORMATS.join(", ")}.`);
const from = instant("from");
const until = instant("until");

const url = process.env.DATABASE_URL;
if (!url) fail("DATABASE_URL is not set: run `npm start` once, or set it.");
const database = openDatabase({ url, max: 3, onError: (error) => fail(error.message) });
const owned = experiment === undefined ? null : await ownerOf(database, experiment);
if (experiment !== undefined && !owned) fail(`There is no experiment ${experiment}.`);
await mkdir(out).catch(() =>
  fail("--out must be a folder that can be made, and is not there yet."),
);

const { ruleset, persona, arm } = values;
const filter = {
  ...(owned ? { experimentId: owned.experimentId } : {}),
  ...Object.fromEntries(
    Object.entries({ ruleset, persona, arm, from, until }).filter(([, value]) => value),
  ),
};
const salt = randomBytes(16).toString("hex");
const scope = {
  ownerId: owned?.ownerId ?? null,
  filter,
  salt,
  appCommit: await appCommit(process.env.APP_COMMIT),
};
try {
  const files = await withSnapshot(database, scope, async (snapshot) => {
    if (values.key)
      await writeFileOf(dirname(out), `${basename(out)}-key.csv`, recruiterKey(snapshot).bytes);
    return writeFolder({ database, snapshot, folder: out, format: format.data });
  });
  await recordAudit(database.orm, {
    actor: "operator",
    action: "export-by-command",
    subject: { kind: "export", id: "command" },
    detail: { format: format.data, filter, key: values.key },
  });
  for (const { name, rows, bytes } of files ?? [])
    process.stdout.write(
      `${String(rows ?? "").padStart(10)}  ${join(out, name)}, ${bytes} bytes\n`,
    );
} catch (error) {
  // Half an export looks like a whole one.
  await rm(out, { recursive: true, force: true });
  fail(error instanceof Error ? error.message : String(error));
} finally {
  await database.close();
}

function instant(name: "from" | "until"): string | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) fail(`--${name} takes an instant such as 2026-11-21T00:00:00Z.`);
  return at.toISOString();
}

function fail(message: string, code = 1): never {
  (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  process.exit(code);
}
