import { spawn } from "node:child_process";
import { ensureDependencies } from "./dependencies.mjs";
import { findNode, root } from "./node24.mjs";
import { explain } from "./problem.mjs";

const watchParentMs = 500;

/**
 * The machine's own Node may be too old for TypeScript: this one installs, then hands over.
 *
 * @param {string} script path from the root of the clone
 * @param {string[]} args
 */
export async function handover(script, args) {
  const startedAt = Date.now();
  try {
    await ensureDependencies();
    run(findNode(), [script, ...args], startedAt);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {number} startedAt
 */
function run(node, args, startedAt) {
  // A session of its own: a terminal's Ctrl-C reaches this process, which asks the other one
  // to stop in order. The channel tells the other one should this process be killed.
  const child = spawn(node, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, STARTED_AT: String(startedAt) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  stopWhenNpmIsKilled(() => child.kill("SIGTERM"));
}

/** @param {() => void} stop */
function stopWhenNpmIsKilled(stop) {
  if (!process.env["npm_lifecycle_event"]) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, watchParentMs);
}
