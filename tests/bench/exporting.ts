/** Exports what a database holds and says how quickly: a process of its own, so that its memory is only this. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { to as copyTo } from "pg-copy-streams";
import { openDatabase } from "../../db/client.ts";
import { withSnapshot } from "../../db/export/snapshot.ts";
import { copyStatement, type ExportFormat, tableStream } from "../../db/export/streams.ts";
import { tableQuery } from "../../db/export/table-sql.ts";
import { writeFileOf } from "../../worker/export/table-files.ts";

export interface Measured {
  rows: number;
  prepareSeconds: number;
  /** Rows a second; `copy` is bare COPY of the CSV's query, thrown away. */
  perSecond: Record<"copy" | "csv" | "ndjson" | "parquet", number>;
  /** Resident memory at its most, MB. */
  peakMb: Record<"prepare" | "csv" | "ndjson" | "parquet", number>;
}

const WATCH_MS = 50;

/** Runs something and tells its time and the most memory that the process held meanwhile. */
async function measured<T>(work: () => Promise<T>) {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), WATCH_MS);
  const began = performance.now();
  const result = await work();
  clearInterval(timer);
  return { result, seconds: (performance.now() - began) / 1000, peakMb: peak / 1024 ** 2 };
}

async function measure(url: string): Promise<Measured> {
  const database = openDatabase({ url, max: 3, onError: () => undefined });
  const folder = await mkdtemp(join(process.env.TEST_FOLDER ?? tmpdir(), "bench-export-"));
  const scope = { ownerId: null, filter: {}, salt: "0".repeat(32), appCommit: "bench" };
  try {
    const began = performance.now();
    const result = await withSnapshot(
      database,
      scope,
      async (snapshot) => {
        const prepareSeconds = (performance.now() - began) / 1000;
        const prepareMb = process.memoryUsage.rss() / 1024 ** 2;
        const rows = snapshot.counts.messages;
        const bare = async () => {
          const query = tableQuery(scope, "messages", "csv");
          let bytes = 0;
          const copy = snapshot.client.query(copyTo(copyStatement(query, "csv")));
          for await (const piece of copy) bytes += Buffer.isBuffer(piece) ? piece.length : 0;
          return bytes;
        };
        const file = (format: ExportFormat) =>
          writeFileOf(
            folder,
            `messages.${format}`,
            tableStream(snapshot, "messages", format).bytes,
          );
        const before = await measured(bare);
        const csv = await measured(() => file("csv"));
        const after = await measured(bare);
        const ndjson = await measured(() => file("ndjson"));
        const parquet = await measured(() => file("parquet"));
        const perSecond = {
          // Once before and once after: whatever warms up or wears out does so for both.
          copy: (2 * rows) / (before.seconds + after.seconds),
          csv: rows / csv.seconds,
          ndjson: rows / ndjson.seconds,
          parquet: rows / parquet.seconds,
        };
        const peakMb = {
          prepare: prepareMb,
          csv: csv.peakMb,
          ndjson: ndjson.peakMb,
          parquet: parquet.peakMb,
        };
        return { rows, prepareSeconds, perSecond, peakMb };
        // The figures of the analysis are measured by their page.
      },
      { analysis: false },
    );
    if (!result) throw new Error("nothing was exported");
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await database.close();
  }
}

process.stdout.write(JSON.stringify(await measure(process.env.DATABASE_URL ?? "")));
