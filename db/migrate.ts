import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any number; all that matters is that every migrating process takes the same lock. */
const MIGRATION_LOCK = 4_201_950;
const NEEDED_VERSION = 18;

/**
 * Brings the schema up to date. Processes that start together wait for each other.
 * @throws when Postgres is older than 18, whose `uuidv7()` names every row.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const migrationsFolder = new URL("migrations", import.meta.url).pathname;
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int / 10000 as version",
  );
  const version = rows[0]?.version ?? 0;
  if (version < NEEDED_VERSION)
    throw new Error(
      `Postgres ${version} is too old: AmIAnAI needs Postgres ${NEEDED_VERSION} or newer.`,
    );
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL says which database to migrate; it is not set.");
  await migrateDatabase(url);
}
