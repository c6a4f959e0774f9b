import { delimiter, dirname } from "node:path";
import { root } from "./bootstrap/node24.mjs";
import { explain } from "./bootstrap/problem.mjs";
import { say } from "./bootstrap/progress.mjs";
import { forgetSettings } from "./checks/environment.ts";
import { openRun } from "./checks/run-folder.ts";
import { runCheck } from "./checks/runner.ts";
import { staticChecks } from "./checks/static.ts";
import { startTestStores } from "./checks/test-stores.ts";
import { Crew } from "./process/crew.ts";
import { launch } from "./process/launch.ts";
import type { Ledger } from "./process/ledger.ts";
import { stopRequested } from "./process/signals.ts";
import { keptModules, quickImports } from "./process/quick-start.ts";

interface Measurement {
  name: string;
  script: string;
  /** Whether the stores write as durably as real ones. */
  writes: "durable" | "quick";
}

/** Runs a script of `tests/` on the built platform with stores of its own; returns its exit code. */
export async function measure({ name, script, writes }: Measurement): Promise<number> {
  const signal = stopRequested();
  const crew = new Crew();
  let ledger: Ledger | undefined;
  try {
    forgetSettings();
    const opened = await openRun();
    ledger = opened.ledger;
    const context = { ...opened, filters: [], signal };
    const build = staticChecks(context).find((check) => check.name === "build");
    if (build && (await runCheck(build)).failed > 0) return 1;
    const stores = await startTestStores(context, crew, say, writes);
    const measuring = await launch({
      name,
      command: process.execPath,
      args: [quickImports, script, ...process.argv.slice(2)],
      cwd: root,
      env: {
        ...keptModules,
        ...process.env,
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        TEST_DATABASE_URL: stores.postgres,
        TEST_REDIS_URL: stores.redis,
        TEST_FOLDER: opened.folder,
      },
      ready: /^/,
      readyWithinMs: 3_600_000,
      onLine: say,
      ledger,
      signal,
    });
    crew.add("processes", measuring);
    const stopped = new Promise<string>((resolve) => {
      signal.addEventListener("abort", () => resolve("stopped"), { once: true });
    });
    return (await Promise.race([measuring.ended, stopped])) === "exit code 0" ? 0 : 1;
  } catch (error) {
    process.stderr.write(signal.aborted ? "stopped\n" : `${explain(error)}\n`);
    return 1;
  } finally {
    await crew.stop();
    ledger?.close();
  }
}
