import { delimiter, dirname, join } from "node:path";
import { root } from "../bootstrap/node24.mjs";
import { run, type Command, type Variables } from "../process/command.ts";
import { keptModules, quickImports } from "../process/quick-start.ts";
import { oneFailed, onePassed, readTally, type Tally } from "./tally.ts";

export interface Verdict {
  tally: Tally;
  /** Everything that the check printed, shown when it failed. */
  output: string;
}

export interface Context extends Pick<Command, "ledger" | "signal"> {
  folder: string;
  /** What follows the suite's name on the command line. */
  filters: string[];
}

/** This clone's programs, and this Node before an older one of the machine. */
const path = [dirname(process.execPath), join(root, "node_modules", ".bin"), process.env.PATH];

const plain = {
  NO_COLOR: "1",
  PATH: path.join(delimiter),
  NODE_OPTIONS: [process.env.NODE_OPTIONS, quickImports].filter(Boolean).join(" "),
};

const runHere = (command: string, args: string[], env: Variables, context: Context) =>
  run({
    command,
    args,
    cwd: root,
    env: { ...keptModules, ...process.env, ...plain, ...env },
    ledger: context.ledger,
    signal: context.signal,
  });

/** One of the package's scripts, as one check. */
export async function scriptCheck(script: string, context: Context): Promise<Verdict> {
  const { ok, output, how } = await runHere("sh", ["-c", script], {}, context);
  return { tally: ok ? onePassed : oneFailed, output: `${output}\n(${how})` };
}

/** Vitest's projects; what has to be alone comes after the rest of its suite. */
const PROJECTS = { unit: ["unit"], integration: ["integration", "alone"] } as const;

export async function vitestCheck(
  suite: keyof typeof PROJECTS,
  env: Variables,
  context: Context,
): Promise<Verdict> {
  const report = join(context.folder, `${suite}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const projects = PROJECTS[suite].flatMap((name) => ["--project", name]);
  const args = ["run", ...projects, ...reporters, ...context.filters];
  const { ok, output, how } = await runHere("vitest", args, env, context);
  return { tally: readTally("vitest", report, ok), output: `${output}\n(${how})` };
}

export async function playwrightCheck(env: Variables, context: Context): Promise<Verdict> {
  const report = join(context.folder, "browser.json");
  const args = ["test", ...context.filters];
  const full = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { ok, output, how } = await runHere("playwright", args, full, context);
  return { tally: readTally("playwright", report, ok), output: `${output}\n(${how})` };
}
