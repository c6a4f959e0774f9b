import type { JobPayload } from "../../db/queues.ts";
import type { Workplace } from "../workplace.ts";

/** Makes the archive of an export; where somebody else is at it, that is as well. */
export async function makeExportFile(
  { exporter }: Workplace,
  { exportId }: JobPayload<"make-export">,
): Promise<void> {
  await exporter.make(exportId);
}
