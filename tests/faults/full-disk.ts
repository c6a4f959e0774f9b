import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { answering } from "../fault-site.ts";
import { atTheEnd, throwAwayFolder } from "../stores.ts";
import type { Fault } from "./fault.ts";

/** Holds an empty Postgres, the platform's database and what a minute of matches writes. */
const DISK_MB = 320;
const FULL_MS = 3000;
const PIECE = Buffer.alloc(64 * 1024, 1);

let disk = "";

/** A small disk of its own in memory. @returns its folder */
function smallDisk(): string {
  const folder = throwAwayFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m,mode=0711`, "tmpfs", folder]);
  atTheEnd(() => void spawnSync("umount", ["-l", folder]));
  return folder;
}

function fill(file: string): void {
  const descriptor = openSync(file, "w");
  try {
    for (;;) if (writeSync(descriptor, PIECE) < PIECE.length) return;
  } catch {
    // No space left, which is what was wanted.
  } finally {
    closeSync(descriptor);
  }
}

function mayMount(): boolean {
  return spawnSync("unshare", ["--mount", "true"]).status === 0;
}

export const FULL_DISK = {
  "full-disk": {
    about: "Postgres's disk is full for 3 s",
    parts() {
      disk = smallDisk();
      return { ownPostgres: true, postgresFolder: disk };
    },
    async strike({ webs }) {
      const file = join(disk, "ballast");
      fill(file);
      await delay(FULL_MS);
      rmSync(file);
      await answering(webs);
    },
    impossible: () => (mayMount() ? null : "a small disk cannot be mounted here: that takes root"),
  },
} as const satisfies Record<string, Fault>;
