import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import type { Owner } from "./launch.ts";
import type { Ledger } from "./ledger.ts";
import { send } from "./signals.ts";

const graceMs = 5000;

/** Variables that are added to the environment of this process. */
export type Variables = Record<string, string | undefined>;

export interface Command {
  command: string;
  args: string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  owner?: Owner | undefined;
  /** As in a launch: with it, a session of its own. */
  ledger?: Ledger | undefined;
  signal?: AbortSignal | undefined;
}

export interface Outcome {
  ok: boolean;
  /** How it ended, in words. */
  how: string;
  output: string;
}

/** Runs a program to its end; what it leaves running in a session of its own is ended with it. */
export async function run(spec: Command): Promise<Outcome> {
  spec.signal?.throwIfAborted();
  const ownSession = spec.ledger !== undefined;
  const whole = ownSession ? "group" : "process";
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env ?? process.env,
    detached: ownSession,
    stdio: ["ignore", "pipe", "pipe"],
    ...spec.owner,
  });
  const pid = child.pid ?? 0;
  if (pid) spec.ledger?.add(spec.command, pid, "SIGTERM");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const ended = new Promise<{ ok: boolean; how: string }>((resolve) => {
    child.on("error", (error) => resolve({ ok: false, how: error.message }));
    child.on("exit", (code, by) => {
      resolve({ ok: code === 0, how: by ? `signal ${by}` : `exit code ${code ?? 0}` });
    });
  });
  const closed = new Promise((resolve) => child.on("close", resolve));

  const abort = async () => {
    if (pid) send(pid, "SIGTERM", whole);
    const late = delay(graceMs, "late", { ref: false });
    if ((await Promise.race([ended, late])) === "late") send(pid, "SIGKILL", whole);
  };
  const onAbort = () => void abort();
  spec.signal?.addEventListener("abort", onAbort);
  const ending = await ended;
  spec.signal?.removeEventListener("abort", onAbort);
  if (pid && ownSession) send(pid, "SIGKILL", "group");
  spec.ledger?.remove(pid);
  // What escaped the group may hold the pipes open: the output so far has to do.
  if (pid) await Promise.race([closed, delay(1000, null, { ref: false })]);
  spec.signal?.throwIfAborted();
  return { ...ending, output };
}

/** All of them, to the end; then the first failure, so that nothing goes on unseen. */
export async function together<T extends unknown[]>(
  ...work: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
