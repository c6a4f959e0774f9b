import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { birthOf } from "../../infra/local/process/identity.ts";
import { freePort } from "../../infra/local/process/ports.ts";
import { postgresPlace } from "../../infra/local/stores/postgres-place.ts";

const minutes = 60_000;
const folder = mkdtempSync(join(process.env.TEST_FOLDER ?? "/tmp", "start-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const starts: ChildProcess[] = [];

afterAll(async () => {
  for (const child of starts) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  const { data, moved } = postgresPlace(join(folder, "postgres"));
  if (moved) rmSync(dirname(data), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
}, minutes);

const ledgerSchema = z.object({
  owner: z.object({ pid: z.int() }),
  entries: z.array(z.object({ name: z.string(), pid: z.int() })),
});
const ledger = () =>
  ledgerSchema.parse(JSON.parse(readFileSync(join(folder, "run/start.json"), "utf8")));
const pids = () => ledger().entries.map(({ pid }) => pid);
const alive = (pid: number) => birthOf(pid) !== null;

/** `npm start` with data of its own, and a way to wait for what it says. */
function start() {
  const child = spawn(process.execPath, ["infra/local/start.mjs"], {
    cwd: root,
    env: { ...process.env, LOCAL_DIR: folder, PORT: String(port), LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  starts.push(child);
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      for (const listener of listeners) listener();
    });
  }
  const exited = once(child, "exit").then(() => child.exitCode);
  const said = (words: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const line = lines.find((each) => each.includes(words));
        if (line !== undefined) resolve(line);
      };
      listeners.add(look);
      look();
      void exited.then(() => reject(new Error(`ended without "${words}":\n${lines.join("\n")}`)));
    });
  return { child, said, exited, words: () => lines.join("\n") };
}

const first = start();

test("the stack comes up and says where", { timeout: 3 * minutes }, async () => {
  expect(await first.said("ready on")).toBe(`ready on ${url}`);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(first.words()).toContain("sign in as player, moderator, researcher or admin");
});

test("a second start of the same folder is refused in words", { timeout: minutes }, async () => {
  const second = start();
  expect(await second.exited).toBe(1);
  expect(second.words()).toContain("npm start already runs in this clone");
});

test.each(["web", "worker", "Redis", "Postgres"])(
  "a killed %s comes back",
  { timeout: minutes },
  async (name) => {
    const victim = ledger().entries.find((entry) => entry.name === name);
    expect(victim).toBeDefined();
    process.kill(victim?.pid ?? 0, "SIGKILL");
    await first.said(`${name.toLowerCase()} is back`);
    await expect
      .poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000 })
      .toBe(200);
  },
);

test(
  "after a kill -9 the next start ends what was left, and stops in order",
  { timeout: 3 * minutes },
  async () => {
    const left = pids();
    process.kill(ledger().owner.pid, "SIGKILL");
    await first.exited;
    const second = start();
    await second.said("ended what a killed run had left");
    await second.said("ready on");
    expect(left.filter(alive)).toEqual([]);
    const mine = pids();
    expect(mine).toHaveLength(6);
    second.child.kill("SIGINT");
    expect(await second.exited).toBe(0);
    expect(mine.filter(alive)).toEqual([]);
  },
);
