import { Worker } from "node:worker_threads";

/** What a thread is told that makes one export. */
export interface ExportOrder {
  databaseUrl: string;
  /** Where archives lie, shared with the web processes. */
  dir: string;
  appCommit: string;
  exportId: string;
}

export interface Exporter {
  dir: string;
  /** @throws where another attempt may succeed */
  make(exportId: string): Promise<void>;
  /** Ends what is under way: whoever takes the job up again starts over. */
  stop(): Promise<void>;
}

/** Makes exports in threads of their own, so that no witness waits while rows are packed. */
export function openExporter(place: Omit<ExportOrder, "exportId">): Exporter {
  const threads = new Set<Worker>();
  return {
    dir: place.dir,
    make: (exportId) =>
      new Promise((resolve, reject) => {
        const workerData: ExportOrder = { ...place, exportId };
        const thread = new Worker(new URL("thread.ts", import.meta.url), { workerData });
        threads.add(thread);
        thread.on("error", reject);
        thread.on("exit", (code) => {
          threads.delete(thread);
          if (code === 0) resolve();
          else reject(new Error(`the exporting thread ended with code ${code}`));
        });
      }),
    async stop() {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}
