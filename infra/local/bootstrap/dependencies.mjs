import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { withLock } from "./lock.mjs";
import { bundledNode, root } from "./node24.mjs";
import { Problem } from "./problem.mjs";
import { line, step } from "./progress.mjs";

const modules = join(root, "node_modules");
const stampFile = join(modules, ".amianai-lock");
const neededBytes = 1.5 * 1024 ** 3;
const stopSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/** Installs the packages of the lock file unless exactly these are there already. */
export async function ensureDependencies() {
  const started = performance.now();
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const stamp = createHash("sha256")
    .update(lock + process.platform + process.arch)
    .digest("hex");
  if (current(stamp)) return line("dependencies", "unchanged", performance.now() - started);

  await withLock(join(root, ".local", "install.lock"), () =>
    step("dependencies", async (detail) => {
      if (current(stamp)) return detail("installed meanwhile by another process");
      if (installedByHand(JSON.parse(lock))) detail("as in the lock file");
      else {
        detail("npm ci");
        await install();
      }
      writeFileSync(stampFile, stamp);
    }),
  );
}

/** @param {string} stamp */
const current = (stamp) =>
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && nodeIsThere();

const nodeIsThere = () =>
  process.platform !== "linux" ||
  !["x64", "arm64"].includes(process.arch) ||
  existsSync(bundledNode);

/**
 * npm writes its hidden lock file last, so that a match means a whole installation.
 *
 * @param {Lock} lock
 */
function installedByHand(lock) {
  const hidden = join(modules, ".package-lock.json");
  if (!existsSync(hidden) || !nodeIsThere()) return false;
  /** @type {Lock} */
  const installed = JSON.parse(readFileSync(hidden, "utf8"));
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed.packages[path];
    return found ? found.version === wanted.version : Boolean(wanted.optional);
  });
}

async function install() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < neededBytes) {
    throw new Problem(
      `The disk has ${Math.floor((bavail * bsize) / 1024 ** 2)} MB left and the installation needs 1500 MB: free some space and try again.`,
    );
  }
  const { command, args } = npm();
  const output = await new Promise((resolve, reject) => {
    const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const child = spawn(command, [...args, ...flags], {
      cwd: root,
      env: outsideEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    }
    for (const signal of stopSignals) process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? null : text));
  });
  for (const signal of stopSignals) process.removeAllListeners(signal);
  if (output === null) return;
  if (output.includes("ENOSPC")) {
    throw new Problem("The disk is full: free some space and try again.");
  }
  throw new Problem(
    "npm could not install the packages (its words are above): is the package registry reachable, and does package-lock.json fit package.json?",
    output,
  );
}

/** Without NODE_ENV, by which npm would leave out what the build needs. */
function outsideEnvironment() {
  const env = { ...process.env, PATH: outsidePath() };
  Reflect.deleteProperty(env, "NODE_ENV");
  return env;
}

/** The search path without this clone's own programs, which `npm ci` deletes. */
function outsidePath() {
  const parts = (process.env["PATH"] ?? "").split(delimiter);
  return parts.filter((part) => !part.startsWith(modules)).join(delimiter);
}

function npm() {
  const script = process.env["npm_execpath"] ?? "";
  const outside = outsidePath()
    .split(delimiter)
    .map((part) => join(part, "node"))
    .find((path) => existsSync(path));
  if (basename(script).startsWith("npm-cli") && existsSync(script) && outside) {
    return { command: outside, args: [script] };
  }
  return { command: "npm", args: [] };
}
