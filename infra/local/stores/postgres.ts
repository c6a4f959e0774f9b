import { existsSync, readFileSync, renameSync, rmSync, writeFileSync, chownSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../bootstrap/problem.mjs";
import { run, type Command } from "../process/command.ts";
import { birthOf, commandLineOf } from "../process/identity.ts";
import { launch, type Launch, type Running } from "../process/launch.ts";
import { endForeign } from "../process/signals.ts";
import { makeOwnedFolder, type PostgresPlace } from "./postgres-place.ts";

export interface PostgresSettings {
  place: PostgresPlace;
  port: number;
  password: string;
  /** False for data that nobody will miss: written without waiting for the disk. */
  durable: boolean;
}

export const postgresUrl = (
  { port, password }: Pick<PostgresSettings, "port" | "password">,
  database = "postgres",
) => `postgres://amianai:${password}@127.0.0.1:${port}/${database}`;

/** The connections of a web process, some workers and a good many tests. */
const connections = 300;

/** Which statements cost most can be asked of a server that keeps data, as of hosted ones. */
const durably = ["shared_preload_libraries=pg_stat_statements"];
const quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"];

export async function launchPostgres(
  settings: PostgresSettings,
  extras: Partial<Launch> = {},
): Promise<Running> {
  const { place, port, durable } = settings;
  if (!existsSync(place.data)) await initialise(settings, extras);
  await endForgottenServer(place.data);
  const options = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `max_connections=${connections}`,
    ...(durable ? durably : quick),
  ];
  return launch({
    name: "Postgres",
    command: join(place.bin, "postgres"),
    args: ["-D", place.data, ...options.flatMap((option) => ["-c", option])],
    env: process.env,
    cwd: "/",
    ready: /database system is ready to accept connections/,
    readyWithinMs: 60_000,
    stopSignal: "SIGINT",
    owner: place.owner,
    ...extras,
  });
}

/** Under another name first, so that an interrupted start leaves no half-made data. */
async function initialise(
  { place, password, durable }: PostgresSettings,
  limits: Pick<Command, "ledger" | "signal">,
): Promise<void> {
  const draft = `${place.data}.new`;
  const passwordFile = `${place.data}.password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  makeOwnedFolder(draft, place.owner);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.owner) chownSync(passwordFile, place.owner.uid, place.owner.gid);
  try {
    const outcome = await run({
      command: join(place.bin, "initdb"),
      args: [
        ...["--pgdata", draft, "--username", "amianai", "--pwfile", passwordFile],
        ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale"],
        // The same order of text on every machine.
        ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
        ...(durable ? [] : ["--no-sync"]),
      ],
      cwd: "/",
      owner: place.owner,
      ledger: limits.ledger,
      signal: limits.signal,
    });
    if (!outcome.ok) {
      const full = outcome.output.includes("No space left");
      throw new Problem(
        full
          ? "The disk is full: free some space and try again."
          : `Postgres could not make its data folder (${outcome.how}).`,
        full ? "" : outcome.output,
      );
    }
    renameSync(draft, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * After a `kill -9` a server may still run on this data; or its number may belong to another
 * program by now, or to a dead one that nobody has reaped, and Postgres would refuse to start.
 */
async function endForgottenServer(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const birth = birthOf(pid);
  if (birth && commandLineOf(pid).includes(data)) await endForeign(pid, birth, "SIGINT", 10_000);
  rmSync(file, { force: true });
}
