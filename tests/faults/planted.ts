import type { Edit } from "../plant.ts";

interface Planted {
  what: string;
  /** A fault that brings it to light. */
  fault: string;
  edits: readonly Edit[];
}

/** Mistakes in the platform's code that only faults bring to light; each must make a run fail. */
export const PLANTED: Readonly<Record<string, Planted>> = {
  "dropped-job": {
    what: "a reply whose job is lost is not thought of again",
    fault: "kill-redis-empty",
    edits: [
      { file: "worker/sweep.ts", find: `    ["reply-overdue", moveOverdue],\n`, put: "" },
      {
        file: "worker/restore.ts",
        find: "if (loaded) enqueueReply(stores, { reply, match: loaded.match, now: loaded.now });",
        put: "void loaded;",
      },
    ],
  },
  "skipped-compare-and-set": {
    what: "a match is saved whatever others have saved meanwhile",
    fault: "crossfire",
    // The worker runs the one, the web process what was built of it.
    edits: ["db/save.ts", "build/server/index.js"].map((file) => ({
      file,
      find: "where id = $1 and version = $2",
      put: "where id = $1 and $2::int > 0",
    })),
  },
};
