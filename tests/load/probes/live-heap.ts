import { z } from "zod";
import type { Started } from "../../stores.ts";
import { addressOf, openInspector } from "./inspector.ts";

const usageSchema = z.object({
  usedSize: z.number(),
  /** Of buffers, which lie outside V8's heap. */
  backingStorageSize: z.number().default(0),
});

/** Megabytes that a process holds once its garbage is collected; it stands still meanwhile. */
export async function liveHeapOf(part: Started): Promise<number> {
  const inspector = await openInspector(await addressOf(part));
  try {
    await inspector.ask("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize } = usageSchema.parse(
      await inspector.ask("Runtime.getHeapUsage"),
    );
    return (usedSize + backingStorageSize) / 2 ** 20;
  } finally {
    inspector.close();
  }
}
