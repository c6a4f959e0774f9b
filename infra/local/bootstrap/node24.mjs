import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "./problem.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Comes with `npm ci` on Linux, as an optional package that needs no install script. */
export const bundledNode = join(root, "node_modules", ".bin", "node");

const neededMajor = 24;

/** @param {string} command */
function major(command) {
  const { stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

/** A Node that runs TypeScript files directly. */
export function findNode() {
  if (existsSync(bundledNode) && major(bundledNode) >= neededMajor) return bundledNode;
  if (Number(process.versions.node.split(".")[0]) >= neededMajor) return process.execPath;
  if (major("node") >= neededMajor) return "node";
  throw new Problem(
    `Node ${neededMajor} or newer is needed on this platform (${process.platform} ${process.arch}); this is ${process.version}. Install it (for example with nvm, brew or the installer) and try again.`,
  );
}
