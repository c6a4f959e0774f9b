import { openDatabase } from "../db/client.ts";
import { makeExport } from "../worker/export/make.ts";

/** Makes an export in a process of its own, for tests that hold a process short. */
const [dir = "", exportId = ""] = process.argv.slice(2);
const url = process.env.DATABASE_URL ?? "";
const database = openDatabase({ url, max: 3, onError: () => undefined });
process.stdout.write(await makeExport({ database, dir, appCommit: "abc" }, exportId));
await database.close();
