import { existsSync } from "node:fs";
import pg from "pg";
import { runDbCommand } from "../stack/parts.ts";
import type { Command } from "../process/command.ts";

/** Migrated and seeded once; each test's database is a copy of it. */
const templateDatabase = "amianai_template";

/** The address of another database of the same server. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement; names come from our own code, never from outside. */
export async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function makeTemplate(
  adminUrl: string,
  limits: Pick<Command, "ledger" | "signal"> = {},
): Promise<void> {
  await asAdmin(adminUrl, `create database ${templateDatabase}`);
  const env = { DATABASE_URL: databaseUrl(adminUrl, templateDatabase) };
  await runDbCommand("db/migrate.ts", env, limits);
  await runDbCommand("db/seed.ts", env, limits);
}

/** A database of its own; `seeds` name further rulesets and personas for it. */
export async function copyTemplate(
  adminUrl: string,
  name: string,
  seeds: { RULESETS_FILE?: string; PERSONAS_FILE?: string } = {},
): Promise<string> {
  await asAdmin(adminUrl, `create database ${name} template ${templateDatabase}`);
  const url = databaseUrl(adminUrl, name);
  if (Object.values(seeds).some((file) => existsSync(file))) {
    await runDbCommand("db/seed.ts", { DATABASE_URL: url, ...seeds }, {});
  }
  return url;
}
