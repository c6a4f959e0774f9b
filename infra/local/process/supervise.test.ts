import { afterEach, expect, test } from "vitest";
import { birthOf } from "./identity.ts";
import { launch, type Launch, type Running } from "./launch.ts";
import { supervise } from "./supervise.ts";

const started: Running[] = [];
afterEach(() => Promise.all(started.splice(0).map((running) => running.kill())));

function node(script: string, changes: Partial<Launch> = {}): Launch {
  return {
    name: "stand-in",
    command: process.execPath,
    args: ["-e", script],
    env: process.env,
    cwd: "/",
    ready: /^ready$/,
    readyWithinMs: 10_000,
    ...changes,
  };
}

async function launched(spec: Launch): Promise<Running> {
  const running = await launch(spec);
  started.push(running);
  return running;
}

const stays = "console.log('ready'); setInterval(() => {}, 1000);";

test("a process that ends before it is ready is a problem that holds its words", async () => {
  const dies = node("console.log('no disk'); process.exit(3)");
  await expect(launched(dies)).rejects.toMatchObject({
    message: "stand-in ended before it was ready (exit code 3).",
    details: "no disk",
  });
});

test("a program that is not there is a problem", async () => {
  await expect(launched(node("", { command: "/no/such/program" }))).rejects.toThrow("ENOENT");
});

test("a process that does not listen to the request to stop is killed", async () => {
  const deaf = await launched(node(`process.on("SIGTERM", () => {}); ${stays}`));
  await deaf.stop(100);
  expect(await deaf.ended).toBe("signal SIGKILL");
  expect(birthOf(deaf.pid)).toBeNull();
});

test("a killed process comes back, a stopped one does not", async () => {
  const notices: string[] = [];
  let back: () => void = () => undefined;
  const isBack = new Promise<void>((resolve) => (back = resolve));
  const supervised = await supervise(
    "stand-in",
    () => launched(node(stays)),
    (text) => {
      notices.push(text);
      if (text.endsWith("is back")) back();
    },
  );
  const first = supervised.current().pid;
  await supervised.current().kill();
  await isBack;
  const second = supervised.current().pid;
  expect(second).not.toBe(first);
  await supervised.stop(2000);
  expect(birthOf(second)).toBeNull();
  expect(notices).toEqual([
    "stand-in ended (signal SIGKILL); starting it again",
    "stand-in is back",
  ]);
});
