/** Breaks one part after the other while matches run: `npm run faults -- NAME --times 10`. */
import { parseArgs } from "node:util";
import { plant } from "../plant.ts";
import { stopEverything } from "../stores.ts";
import type { Fault } from "./fault.ts";
import { FAULTS } from "./faults.ts";
import { PLANTED } from "./planted.ts";
import { type Outcome, runFault } from "./run-fault.ts";

const SHOWN_PROBLEMS = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: "string", default: "1" },
    /** A mistake to plant first; the run must then find problems. */
    planted: { type: "string" },
    list: { type: "boolean", default: false },
  },
});

/** @returns how many runs were not as they should be. */
async function main(): Promise<number> {
  if (values.list) return list();
  const planted = values.planted === undefined ? null : known(PLANTED, values.planted);
  const names =
    positionals.length > 0 ? positionals : planted ? [planted.fault] : Object.keys(FAULTS);
  const faults = names.map((name) => [name, known(FAULTS, name)] as const);
  if (!planted) return all(faults);
  const { folder, remove } = plant(planted.edits);
  try {
    console.log(`planted: ${planted.what}`);
    return (await all(faults, folder)) > 0 ? 0 : 1;
  } finally {
    remove();
  }
}

function list(): number {
  for (const [name, { about }] of Object.entries(FAULTS)) console.log(`${name.padEnd(22)}${about}`);
  for (const [name, { what }] of Object.entries(PLANTED)) console.log(`--planted ${name}: ${what}`);
  return 0;
}

async function all(
  faults: readonly (readonly [string, Fault])[],
  folder?: string,
): Promise<number> {
  let bad = 0;
  for (const [name, fault] of faults) bad += await often(name, fault, folder);
  return bad;
}

async function often(name: string, fault: Fault, folder?: string): Promise<number> {
  const impossible = fault.impossible?.() ?? null;
  if (impossible !== null) {
    console.log(`${name.padEnd(22)}not tried: ${impossible}`);
    return 0;
  }
  const outcomes: Outcome[] = [];
  for (let run = 0; run < times(); run++) {
    const outcome = await runFault(fault, folder).finally(stopEverything);
    outcomes.push(outcome);
    console.log(lineOf(name, outcome));
    for (const problem of outcome.problems.slice(0, SHOWN_PROBLEMS)) console.log(`    ${problem}`);
  }
  const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
  if (outcomes.length > 1)
    console.log(`${name.padEnd(22)}${outcomes.length - failed} of ${outcomes.length} runs well`);
  return failed;
}

function lineOf(name: string, { problems, recovery }: Outcome): string {
  const seconds = (ms: number | null) => (ms === null ? "never" : `${(ms / 1000).toFixed(1)} s`);
  return [
    name.padEnd(22),
    problems.length === 0 ? "all well" : `${problems.length} PROBLEMS`,
    `; ready after ${seconds(recovery.readyMs)}, a newcomer answered after ${seconds(recovery.answeredMs)}`,
  ].join("");
}

function times(): number {
  const count = Number(values.times);
  if (!Number.isInteger(count) || count < 1) throw new Error("--times needs a whole number from 1");
  return count;
}

function known<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (!found) throw new Error(`there is no ${name}: ${Object.keys(table).join(", ")}`);
  return found;
}

// Left to end by itself, Node may wait for ever for the handles of lines that were broken.
process.exit((await main().finally(stopEverything)) > 0 ? 1 : 0);
