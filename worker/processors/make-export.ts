import { isExportOwed } from "../../db/export/rows.ts";
import type { JobPayload } from "../../db/queues.ts";
import type { Workplace } from "../workplace.ts";

/** Makes the archive of an export; where somebody else is at it, that is as well. */
export async function makeExportFile(
  { exporter, stores, telemetry }: Workplace,
  { exportId }: JobPayload<"make-export">,
): Promise<void> {
  // A job that comes again while another one is at it, or after, is not worth a thread.
  if (!(await isExportOwed(stores.database, exportId))) return;
  const stop = telemetry.exportSeconds.startTimer();
  try {
    await exporter.make(exportId);
    stop({ outcome: "made" });
  } catch (error) {
    stop({ outcome: "failed" });
    throw error;
  }
}
