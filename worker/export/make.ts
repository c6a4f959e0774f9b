import type { Database } from "../../db/client.ts";
import { removeFiles, removeWork } from "../../db/export/files.ts";
import {
  beginAttempt,
  type ExportRow,
  exportRow,
  failExport,
  finishExport,
  lockExport,
  noteProgress,
} from "../../db/export/rows.ts";
import { type Snapshot, withSnapshot } from "../../db/export/snapshot.ts";
import { failureOf } from "./failure.ts";
import { packExport } from "./pack.ts";
import { keepTelling } from "./tell.ts";

/** A worker that dies of an export must not be killed by it for ever. */
const MOST_ATTEMPTS = 5;

export interface Making {
  database: Database;
  /** Where archives lie. */
  dir: string;
  appCommit: string;
}

export type Made = "done" | "failed" | "stopped" | "nothing-to-do";

/**
 * Makes the archive of an export, unless somebody else is at it. What a dead attempt has left goes
 * first; until the whole archive is on disk there is nothing under its name.
 * @throws where another attempt may well succeed
 */
export async function makeExport(making: Making, exportId: string): Promise<Made> {
  const { database, dir, appCommit } = making;
  const row = await exportRow(database, exportId);
  if (!row) return "nothing-to-do";
  const begun: { attempt: ExportRow | null } = { attempt: null };
  const stop = new AbortController();
  try {
    const made = await withSnapshot(
      database,
      { ownerId: row.ownerId, filter: row.filter, salt: row.salt, appCommit },
      (snapshot) => packed(making, begun.attempt, snapshot, stop),
      {
        first: async (client) => {
          if (!(await lockExport(client, exportId))) return false;
          begun.attempt = await beginAttempt(database, exportId);
          await removeWork(dir, exportId);
          return begun.attempt !== null;
        },
      },
    );
    return made ?? "nothing-to-do";
  } catch (error) {
    if (stop.signal.aborted) return "stopped";
    const { attempt } = begun;
    const last = attempt !== null && attempt.attempts >= MOST_ATTEMPTS;
    const failure = failureOf(error) ?? (last ? "export/failed" : null);
    if (failure === null || !attempt) throw error;
    await failExport(database, attempt, failure);
    return "failed";
  }
}

async function packed(
  { database, dir }: Making,
  attempt: ExportRow | null,
  snapshot: Snapshot,
  stop: AbortController,
): Promise<Made> {
  if (!attempt) return "nothing-to-do";
  const rowsTotal = Object.values(snapshot.counts).reduce((sum, rows) => sum + rows, 0);
  let rowsSoFar = () => Promise.resolve(0);
  const telling = keepTelling(stop, async () => {
    const rowsDone = Math.min(await rowsSoFar(), rowsTotal);
    return noteProgress(database, attempt, { rowsDone, rowsTotal });
  });
  try {
    const { id, format } = attempt;
    const archive = await packExport({
      ...{ database, snapshot, dir, id, format, signal: stop.signal },
      watch: (ask) => (rowsSoFar = ask),
    });
    const wanted = await finishExport(database, attempt, { rowsDone: rowsTotal, ...archive });
    if (!wanted) await removeFiles(dir, id);
    return wanted ? "done" : "stopped";
  } finally {
    await telling.stop();
    await removeWork(dir, attempt.id);
  }
}
