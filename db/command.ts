import { type Database, openDatabase } from "./client.ts";

/** Runs a command of this folder on the database that DATABASE_URL names, and closes it after. */
export async function onDatabase(run: (database: Database) => Promise<void>): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL says which database is meant; it is not set.");
  const database = openDatabase({
    url,
    max: 2,
    onError: (error) => {
      throw error;
    },
  });
  try {
    await run(database);
  } finally {
    await database.close();
  }
}
