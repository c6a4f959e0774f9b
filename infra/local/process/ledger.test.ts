import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openLedger, ownerOf, sweep } from "./ledger.ts";

const folder = mkdtempSync(join(tmpdir(), "ledger-"));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function sleeper(): ChildProcess & { pid: number } {
  const child = spawn("sleep", ["60"], { detached: true });
  children.push(child);
  if (!child.pid) throw new Error("sleep cannot be run");
  return Object.assign(child, { pid: child.pid });
}

/** As if its owner had been killed, and its number given to nobody else. */
function orphan(file: string, change: (text: string) => string = (text) => text): void {
  const text = readFileSync(file, "utf8").replace(/"birth": "[^"]*"/, '"birth": "long ago"');
  writeFileSync(file, change(text));
}

test("a ledger has an owner as long as its process lives", () => {
  const file = join(folder, "owned.json");
  const ledger = openLedger(file);
  expect(ownerOf(file)).toBe(process.pid);
  orphan(file);
  expect(ownerOf(file)).toBeNull();
  ledger.close();
  expect(existsSync(file)).toBe(false);
});

test("what a killed run has left is ended, and its folders are deleted", async () => {
  const file = join(folder, "left.json");
  const data = join(folder, "data");
  const child = sleeper();
  const ended = once(child, "exit");
  mkdirSync(data);
  const ledger = openLedger(file);
  ledger.add("sleeper", child.pid, "SIGTERM");
  ledger.deleteAtEnd(data);
  orphan(file);
  expect(await sweep(file)).toEqual(["sleeper"]);
  await ended;
  expect(existsSync(data)).toBe(false);
  expect(existsSync(file)).toBe(false);
});

test("a process that has inherited the number of one of ours is left alone", async () => {
  const file = join(folder, "reused.json");
  const child = sleeper();
  const ledger = openLedger(file);
  ledger.add("sleeper", child.pid, "SIGTERM");
  orphan(file, (text) => text.replaceAll(/"birth": "[^"]*"/g, '"birth": "long ago"'));
  expect(await sweep(file)).toEqual([]);
  expect(child.exitCode).toBeNull();
  expect(child.signalCode).toBeNull();
});
