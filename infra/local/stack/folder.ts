import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../bootstrap/problem.mjs";

const neededBytes = 200 * 1024 ** 2;

const secretsSchema = z.object({ postgres: z.string(), redis: z.string(), session: z.string() });
const portsSchema = z.record(z.string(), z.int());

export type Secrets = z.infer<typeof secretsSchema>;

/** Makes the folder of a run; Postgres's user must be able to walk through it. */
export function openFolder(folder: string): void {
  mkdirSync(join(folder, "logs"), { recursive: true });
  chmodSync(folder, 0o711);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < neededBytes) {
    throw new Problem(
      `The disk has ${Math.floor((bavail * bsize) / 1024 ** 2)} MB left and a run needs 200 MB: free some space and try again.`,
    );
  }
}

/** Secrets that are drawn once and kept, readable to this user only. */
export function keptSecrets(folder: string): Secrets {
  const file = join(folder, "secrets.json");
  const kept = readJson(file, secretsSchema);
  if (kept) return kept;
  const draw = () => randomBytes(24).toString("hex");
  const secrets = { postgres: draw(), redis: draw(), session: draw() };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** The ports of the last run, so that a database tool can stay connected. */
export function keptPorts(folder: string): Record<string, number> {
  return readJson(join(folder, "ports.json"), portsSchema) ?? {};
}

export function keepPorts(folder: string, ports: Record<string, number>): void {
  writeFileSync(join(folder, "ports.json"), JSON.stringify(ports, null, 2));
}

/** For commands beside a running stack: `node --env-file=.local/env …`; returns the file. */
export function writeEnvFile(folder: string, env: Record<string, string>): string {
  const file = join(folder, "env");
  const lines = Object.entries(env).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  rmSync(file, { force: true });
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  return file;
}

function readJson<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
