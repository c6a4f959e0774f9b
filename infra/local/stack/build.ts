import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../bootstrap/lock.mjs";
import { root } from "../bootstrap/node24.mjs";
import { Problem } from "../bootstrap/problem.mjs";
import { run, type Command } from "../process/command.ts";

const sources = ["app/**", "db/**", "game/**", "*.config.{js,ts}", "package-lock.json"];
const stampFile = join(root, "build", ".sources");

/**
 * Builds the web app when its sources have changed. `keepOld` leaves the files of the last
 * build for a web process that still serves them.
 */
export async function buildIfChanged(
  limits: Pick<Command, "ledger" | "signal"> & { keepOld: boolean },
): Promise<"unchanged" | "built"> {
  return withLock(join(root, ".local", "build.lock"), async () => {
    const stamp = stampOfSources();
    const last = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
    if (last === stamp && existsSync(join(root, "build/server/index.js"))) return "unchanged";
    rmSync(limits.keepOld ? stampFile : join(root, "build"), { recursive: true, force: true });
    const outcome = await run({
      command: process.execPath,
      args: ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"],
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" },
      ledger: limits.ledger,
      signal: limits.signal,
    });
    if (!outcome.ok) throw new Problem(`The build failed (${outcome.how}).`, outcome.output);
    writeFileSync(stampFile, stamp);
    return "built";
  });
}

function stampOfSources(): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root, exclude: ["**/*.test.{ts,tsx}"] });
  for (const file of files.sort()) {
    if (!statSync(join(root, file)).isFile()) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}
