/** The blindness audit: whether anything but the words tells AI witnesses from people. */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { seedSchema } from "../../game/random.ts";
import { stopEverything } from "../stores.ts";
import { type AuditPlan, judgeRecords, runAudit } from "./audit.ts";
import { plant } from "../plant.ts";
import { isLeak, type LeakName, LEAKS } from "./leaks.ts";
import type { MatchRecord } from "./record.ts";

const { values } = parseArgs({
  options: {
    /** Matches of each kind; with half as many, chance carries one AUC in seventy above the limit. */
    matches: { type: "string", default: "1200" },
    /** Players at a time: as many as the machine carries without being late itself. */
    chairs: { type: "string", default: "36" },
    scale: { type: "string", default: "10" },
    ruleset: { type: "string" },
    seed: { type: "string", default: "0123456789abcdef0123456789abcdef" },
    /** Where recordings go, before they are judged. */
    json: { type: "string" },
    /** Files of recordings to judge again, separated by commas; nothing is played. */
    judge: { type: "string" },
    /** A folder with another version of the platform. */
    from: { type: "string" },
    /** Address of a database whose recorded matches of people stand for the typists. */
    replay: { type: "string" },
    leak: { type: "string" },
    leaks: { type: "boolean", default: false },
  },
});

const asked = z
  .object({
    matches: z.coerce.number().int().positive(),
    chairs: z.coerce.number().int().positive(),
    scale: z.coerce.number().positive(),
    seed: seedSchema,
  })
  .safeParse(values);
if (!asked.success) {
  console.error(z.prettifyError(asked.error));
  process.exit(1);
}

const plan: AuditPlan = {
  ...asked.data,
  undisturbed: true,
  ruleset: values.ruleset ?? "audit-duel",
  folder: values.from,
  replay: values.replay,
  say: console.log,
};

/** @returns whether all is as it should be. */
async function main(): Promise<boolean> {
  if (values.leaks) return allLeaks(Object.keys(LEAKS).filter(isLeak));
  if (values.leak !== undefined && !isLeak(values.leak))
    throw new Error(`no leak ${values.leak}; there are ${Object.keys(LEAKS).join(", ")}`);
  if (values.leak !== undefined) return allLeaks([values.leak]);
  if (values.judge !== undefined) {
    return judgeRecords(values.judge.split(",").flatMap(recordsIn), plan).passed;
  }
  const { json } = values;
  const onPlayed = (records: readonly MatchRecord[]) =>
    json === undefined ? undefined : writeFileSync(json, JSON.stringify({ records }));
  return (await runAudit({ ...plan, onPlayed })).passed;
}

function recordsIn(path: string): MatchRecord[] {
  const { records } = JSON.parse(readFileSync(path, "utf8")) as { records: MatchRecord[] };
  return records;
}

async function allLeaks(names: readonly LeakName[]): Promise<boolean> {
  const found: boolean[] = [];
  for (const name of names) found.push(await findsLeak(name));
  return found.every(Boolean);
}

/** Whether the audit of a planted leak fails where it has to, beyond what chance explains. */
async function findsLeak(name: LeakName): Promise<boolean> {
  const { what, group, ruleset, ...leak } = LEAKS[name];
  console.log(`planted: ${what}`);
  const { folder, remove } = plant(leak.edits);
  try {
    const { findings } = await runAudit({ ...plan, ruleset, folder, boundOnly: true });
    const caught = findings.some((finding) => finding.group === group && finding.fails);
    console.log(`${name}: ${caught ? "caught" : "NOT caught"} by ${group}`);
    return caught;
  } finally {
    remove();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  await stopEverything();
}
