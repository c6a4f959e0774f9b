import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { birthOf } from "./identity.ts";
import { endForeign, send } from "./signals.ts";

const graceMs = 10_000;

const entrySchema = z.object({
  name: z.string(),
  pid: z.int(),
  birth: z.string(),
  stopSignal: z.enum(["SIGTERM", "SIGINT"]),
});
const ledgerSchema = z.object({
  owner: z.object({ pid: z.int(), birth: z.string() }),
  paths: z.array(z.string()),
  entries: z.array(entrySchema),
});
type Entry = z.infer<typeof entrySchema>;
type Content = z.infer<typeof ledgerSchema>;

/** What this run has started, on disk, so that the next one can tidy up after a `kill -9`. */
export interface Ledger {
  add(name: string, pid: number, stopSignal: Entry["stopSignal"]): void;
  remove(pid: number): void;
  /** A file or folder that must not outlive the run. */
  deleteAtEnd(path: string): void;
  close(): void;
}

/** The process that owns a ledger, when it is alive. */
export function ownerOf(file: string): number | null {
  const content = read(file);
  if (!content) return null;
  const { pid, birth } = content.owner;
  return birthOf(pid) === birth ? pid : null;
}

/** Ends what a killed run left behind; returns the names of what it ended. */
export async function sweep(file: string): Promise<string[]> {
  const content = read(file);
  if (!content) return [];
  const alive = content.entries.filter(({ pid, birth }) => birthOf(pid) === birth);
  // The stores were started first and go last, so that the others can finish their work.
  for (const { pid, birth, stopSignal } of alive.toReversed()) {
    await endForeign(pid, birth, stopSignal, graceMs);
    send(pid, "SIGKILL", "group");
  }
  for (const path of content.paths) rmSync(path, { recursive: true, force: true });
  rmSync(file, { force: true });
  return alive.map(({ name }) => name);
}

export function openLedger(file: string): Ledger {
  const content: Content = {
    owner: { pid: process.pid, birth: birthOf(process.pid) ?? "" },
    paths: [],
    entries: [],
  };
  const write = () => {
    writeFileSync(`${file}.new`, JSON.stringify(content, null, 2));
    renameSync(`${file}.new`, file);
  };
  // A disk that fills up meanwhile must not end the one process that can end the others.
  const save = () => {
    try {
      write();
    } catch {
      // The last version stays: it names processes by birth, so that it cannot mislead.
    }
  };
  mkdirSync(dirname(file), { recursive: true });
  write();
  return {
    add(name, pid, stopSignal) {
      content.entries.push({ name, pid, birth: birthOf(pid) ?? "", stopSignal });
      save();
    },
    remove(pid) {
      content.entries = content.entries.filter((entry) => entry.pid !== pid);
      save();
    },
    deleteAtEnd(path) {
      content.paths.push(path);
      save();
    },
    close() {
      for (const path of content.paths) rmSync(path, { recursive: true, force: true });
      rmSync(file, { force: true });
    },
  };
}

function read(file: string): Content | null {
  try {
    return ledgerSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
