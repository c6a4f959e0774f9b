import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run, type Command } from "../process/command.ts";

type Limits = Pick<Command, "ledger" | "signal">;

const asEnglish = { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" };

/**
 * Debian's packages, downloaded and unpacked into a folder: needs no root and, unlike an
 * installation, starts no system service. False when it cannot be done.
 */
export async function unpackRedis(folder: string, limits: Limits): Promise<boolean> {
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(join(draft, "lists", "partial"), { recursive: true });
  mkdirSync(join(draft, "archives", "partial"), { recursive: true });
  try {
    const done = (await fetchInto(draft, [], limits)) || (await fetchWithOwnLists(draft, limits));
    if (!done) return false;
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return true;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** A fresh machine has no package lists, an old one knows versions that are no longer there. */
async function fetchWithOwnLists(folder: string, limits: Limits): Promise<boolean> {
  const options = [
    `Dir::State::lists=${join(folder, "lists")}`,
    `Dir::Cache=${folder}`,
    "APT::Sandbox::User=root",
  ].flatMap((option) => ["-o", option]);
  const update = await apt("apt-get", ["update", ...options], folder, limits);
  return update.ok && (await fetchInto(folder, options, limits));
}

async function fetchInto(folder: string, options: string[], limits: Limits): Promise<boolean> {
  const libraries = await missingLibraries(folder, options, limits);
  if (!libraries) return false;
  const names = ["redis-tools", "redis-server", ...libraries];
  const download = await apt("apt-get", ["download", ...options, ...names], folder, limits);
  if (!download.ok) return false;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    const unpack = await apt("dpkg", ["-x", file, folder], folder, limits);
    if (!unpack.ok) return false;
    rmSync(join(folder, file));
  }
  for (const leftover of ["lists", "archives"]) {
    rmSync(join(folder, leftover), { recursive: true, force: true });
  }
  return true;
}

async function missingLibraries(
  folder: string,
  options: string[],
  limits: Limits,
): Promise<string[] | null> {
  const answer = await apt("apt-cache", ["depends", ...options, "redis-tools"], folder, limits);
  if (!answer.ok) return null;
  const missing: string[] = [];
  for (const name of librariesOf(answer.output)) {
    const query = ["-W", "-f", "${db:Status-Status}", name];
    const { output } = await apt("dpkg-query", query, folder, limits);
    if (output !== "installed") missing.push(name);
  }
  return missing;
}

/** The first library of each dependency in the words of `apt-cache depends`. */
export function librariesOf(dependsOutput: string): string[] {
  const names: string[] = [];
  let isAlternative = false;
  for (const line of dependsOutput.split("\n")) {
    const [, bar, name] = /^ (\s|\|)Depends: (\S+)/.exec(line) ?? [];
    if (name?.startsWith("lib") && name !== "libc6" && !isAlternative) names.push(name);
    if (name) isAlternative = bar === "|";
  }
  return names;
}

/** `redis-tools` holds the server's program too, and no service that would be started. */
export async function installRedisTools(limits: Limits): Promise<string | null> {
  const install = ["install", "-y", "--no-install-recommends", "redis-tools"];
  let outcome = await apt("apt-get", install, "/", limits);
  if (!outcome.ok) {
    await apt("apt-get", ["update"], "/", limits);
    outcome = await apt("apt-get", install, "/", limits);
  }
  return outcome.ok ? "/usr/bin/redis-check-rdb" : null;
}

const apt = (command: string, args: string[], cwd: string, limits: Limits) =>
  run({ command, args, cwd, env: asEnglish, ...limits });
