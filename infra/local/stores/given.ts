import { Redis } from "ioredis";
import pg from "pg";
import { Problem } from "../bootstrap/problem.mjs";

const oldestPostgres = 180_000;
const waitMs = 5000;

/** Checks the reader's own Postgres; returns a line about it. */
export async function checkGivenPostgres(url: string): Promise<string> {
  refuseNonsense("DATABASE_URL", url, "postgres://user:password@127.0.0.1:5432/amianai");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: waitMs });
  // A connection that is lost later is the query's failure, not this process's.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; words: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as words",
    );
    const version = rows[0];
    if (Number(version?.number) < oldestPostgres) {
      throw new Problem(
        `DATABASE_URL leads to Postgres ${version?.words ?? ""}, and Postgres 18 or newer is needed: use a newer server, or unset DATABASE_URL to have one started for you.`,
      );
    }
    return `Postgres ${version?.words ?? ""} at ${hostOf(url)} (DATABASE_URL)`;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      `DATABASE_URL (${hostOf(url)}) cannot be used: ${reason(error)}. Start that Postgres or correct the URL, or unset it to have one started for you.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Checks the reader's own Redis; returns a line about it. */
export async function checkGivenRedis(url: string): Promise<string> {
  refuseNonsense("REDIS_URL", url, "redis://127.0.0.1:6379");
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: waitMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let lastError: unknown = null;
  client.on("error", (error) => (lastError = error));
  try {
    await client.connect();
    const answer = await client.config("GET", "maxmemory-policy").catch(() => null);
    const policy = Array.isArray(answer) ? String(answer[1]) : "noeviction";
    const warning = policy === "noeviction" ? "" : `; its maxmemory-policy should be noeviction`;
    return `Redis at ${hostOf(url)} (REDIS_URL)${warning}`;
  } catch (error) {
    throw new Problem(
      `REDIS_URL (${hostOf(url)}) cannot be used: ${reason(lastError ?? error)}. Start that Redis or correct the URL, or unset it to have one started for you.`,
    );
  } finally {
    client.disconnect();
  }
}

function refuseNonsense(name: string, url: string, example: string): void {
  if (URL.canParse(url)) return;
  throw new Problem(`${name} is not an address: it should look like ${example}.`);
}

/** Without user and password. */
const hostOf = (url: string) => new URL(url).host;

function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
