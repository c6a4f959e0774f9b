import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap/node24.mjs";
import { say } from "../bootstrap/progress.mjs";
import { openLedger, ownerOf, sweep, type Ledger } from "../process/ledger.ts";
import { openFolder } from "../stack/folder.ts";

const runs = join(root, ".local", "run");

/** A folder and a ledger for one run of the tests; ends what killed runs have left. */
export async function openRun(): Promise<{ folder: string; ledger: Ledger }> {
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    const file = join(runs, name);
    if (!/^test-.*\.json$/.test(name) || ownerOf(file)) continue;
    const ended = await sweep(file);
    if (ended.length > 0) say(`  ended what a killed run had left: ${ended.join(", ")}`);
  }
  const id = `test-${randomBytes(4).toString("hex")}`;
  const folder = join(root, ".local", id);
  const ledger = openLedger(join(runs, `${id}.json`));
  ledger.deleteAtEnd(folder);
  openFolder(join(root, ".local"));
  openFolder(folder);
  return { folder, ledger };
}
