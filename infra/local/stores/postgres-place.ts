import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Owner } from "../process/launch.ts";
import { packagedPostgres, type PostgresBinaries } from "./postgres-binaries.ts";

export interface PostgresPlace {
  /** Holds `initdb` and `postgres`. */
  bin: string;
  data: string;
  /** Postgres refuses to run as root, so root lends it another user. */
  owner?: Owner | undefined;
  /** Set when the data could not be kept in the folder asked for. */
  moved: boolean;
}

/** Where root keeps what Postgres's user cannot reach inside the clone. */
const reachableHome = "/var/lib/amianai-local";

/** Programs and a data folder that the user who runs Postgres can reach. */
export function postgresPlace(wantedData: string): PostgresPlace {
  const packaged = packagedPostgres();
  const inClone = join(packaged.folder, "bin");
  if (process.getuid?.() !== 0) return { bin: inClone, data: wantedData, moved: false };

  mkdirSync(dirname(wantedData), { recursive: true });
  const far = join(reachableHome, keyOf(wantedData), basename(wantedData));
  const data = [wantedData, far].find((folder) => existsSync(folder)) ?? wantedData;
  const owner = ownerOf(data);
  const near = canEnter(owner, dirname(wantedData)) && canRun(owner, join(inClone, "postgres"));
  if (near && data === wantedData) return { bin: inClone, data, owner, moved: false };

  mkdirSync(dirname(far), { recursive: true, mode: 0o755 });
  return { bin: join(copyOf(packaged), "bin"), data: far, owner, moved: true };
}

const keyOf = (folder: string) => createHash("sha256").update(folder).digest("hex").slice(0, 12);

function ownerOf(data: string): Owner {
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  // `nobody` is there on every machine, so that no user has to be added.
  return lookUp("postgres") ?? lookUp("nobody") ?? { uid: 65_534, gid: 65_534 };
}

function lookUp(user: string): Owner | null {
  const id = (flag: string) => spawnSync("id", [flag, user], { encoding: "utf8" });
  const uid = id("-u");
  if (uid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(id("-g").stdout) };
}

const canRun = (owner: Owner, program: string) =>
  spawnSync(program, ["--version"], { ...owner, cwd: "/" }).status === 0;

const canEnter = (owner: Owner, folder: string) =>
  spawnSync("test", ["-x", folder], { ...owner, cwd: "/" }).status === 0;

/** One copy serves every clone on the machine. */
function copyOf({ folder, version }: PostgresBinaries): string {
  const copy = join(reachableHome, `postgres-${version}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  mkdirSync(reachableHome, { recursive: true, mode: 0o755 });
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", draft]);
  try {
    renameSync(draft, copy);
  } catch (error) {
    // Another clone was quicker.
    if (!existsSync(copy)) throw error;
  }
  rmSync(draft, { recursive: true, force: true });
  return copy;
}

/** The data folder's parent is made by root, the folder itself belongs to Postgres's user. */
export function makeOwnedFolder(folder: string, owner: Owner | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (owner) chownSync(folder, owner.uid, owner.gid);
}
