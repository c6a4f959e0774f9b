import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../bootstrap/problem.mjs";
import type { Ledger } from "./ledger.ts";
import { send } from "./signals.ts";

const keptLines = 40;

export interface Owner {
  uid: number;
  gid: number;
}

export interface Launch {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** The line that says that it can serve. */
  ready: RegExp;
  readyWithinMs: number;
  /** SIGINT is a fast, orderly end to Postgres, where SIGTERM waits for its clients. */
  stopSignal?: "SIGTERM" | "SIGINT";
  owner?: Owner | undefined;
  /** A file that its output is appended to. */
  log?: string | undefined;
  onLine?: ((line: string) => void) | undefined;
  /**
   * Who is in the ledger has a session of its own, so that a terminal's Ctrl-C does not reach it,
   * and can be found again. Others end with the group of the process that began them.
   */
  ledger?: Ledger | undefined;
  signal?: AbortSignal | undefined;
}

export interface Running {
  readonly name: string;
  readonly pid: number;
  /** The match of the ready line. */
  readonly ready: RegExpExecArray;
  /** Its last lines. */
  output(): string;
  /** Resolves, in words, when it has ended. */
  readonly ended: Promise<string>;
  stop(graceMs: number): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a process and waits for its ready line; a process that does not come up is ended. */
export async function launch(spec: Launch): Promise<Running> {
  spec.signal?.throwIfAborted();
  const ownSession = spec.ledger !== undefined;
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    detached: ownSession,
    stdio: ["ignore", "pipe", "pipe"],
    ...spec.owner,
  });
  const whole = ownSession ? "group" : "process";
  const pid = child.pid ?? 0;
  let over = pid === 0;
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, by) => {
      over = true;
      if (ownSession) send(pid, "SIGKILL", "group");
      spec.ledger?.remove(pid);
      resolve(by ? `signal ${by}` : `exit code ${code ?? 0}`);
    });
  });
  if (pid) spec.ledger?.add(spec.name, pid, spec.stopSignal ?? "SIGTERM");

  const kill = async () => {
    if (!over) send(pid, "SIGKILL", whole);
    await ended;
  };
  const stop = async (graceMs: number) => {
    if (over) return;
    send(pid, spec.stopSignal ?? "SIGTERM", "process");
    const late = new AbortController();
    await Promise.race([ended, delay(graceMs, null, late).catch(() => null)]);
    late.abort();
    await kill();
  };

  const lines: string[] = [];
  const output = () => lines.join("\n");
  const ready = await waitForReady(spec, child, lines, ended).catch(async (error: unknown) => {
    await stop(2000);
    throw error instanceof Problem ? new Problem(error.message, output()) : error;
  });
  return { name: spec.name, pid, ready, output, ended, stop, kill };
}

async function waitForReady(
  spec: Launch,
  child: ChildProcessByStdio<null, Readable, Readable>,
  lines: string[],
  ended: Promise<string>,
): Promise<RegExpExecArray> {
  const log = spec.log ? createWriteStream(spec.log, { flags: "a" }) : null;
  // A full disk must not take the supervisor down with it.
  log?.on("error", () => undefined);
  const found = new Promise<RegExpExecArray>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (lines.length > keptLines) lines.shift();
        log?.write(`${line}\n`);
        spec.onLine?.(line);
        const match = spec.ready.exec(line);
        if (match) resolve(match);
      });
    }
  });
  const finish = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    const abort = () => reject(new DOMException("Stopped before it was ready.", "AbortError"));
    spec.signal?.addEventListener("abort", abort, finish);
  });
  const failed = ended.then((how): never => {
    throw new Problem(`${spec.name} ended before it was ready (${how}).`);
  });
  const late = delay(spec.readyWithinMs, null, { signal: finish.signal }).then((): never => {
    throw new Problem(`${spec.name} was not ready within ${spec.readyWithinMs / 1000} s.`);
  });
  try {
    return await Promise.race([found, stopped, failed, late]);
  } finally {
    late.catch(() => undefined);
    failed.catch(() => undefined);
    finish.abort();
  }
}
