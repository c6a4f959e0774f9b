import { workerData } from "node:worker_threads";
import { z } from "zod";
import { openDatabase } from "../../db/client.ts";
import { makeExport } from "./make.ts";

/** One connection reads the snapshot, one tells how far it is. */
const CONNECTIONS = 3;

const order = z
  .object({ databaseUrl: z.string(), dir: z.string(), appCommit: z.string(), exportId: z.uuid() })
  .parse(workerData);

// A connection that is lost fails the statement that it was for, and with it the attempt.
const database = openDatabase({
  url: order.databaseUrl,
  max: CONNECTIONS,
  onError: () => undefined,
});
try {
  await makeExport({ ...order, database }, order.exportId);
} finally {
  await database.close();
}
