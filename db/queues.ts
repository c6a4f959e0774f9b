import { setTimeout as delay } from "node:timers/promises";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { z } from "zod";
import { NO_TRACING, type Tracing } from "./tracing.ts";

const id = z.uuid();

/**
 * The matches of a wave turn at one instant. With all of them at work at once every message would
 * be as late as the last of them is now.
 */
const TOGETHER = 8;

/**
 * The one catalogue of jobs. A queue only delivers: every payload is ids, every job is idempotent,
 * and what a flushed Redis forgets the sweep derives again from Postgres.
 */
export const JOBS = {
  "compose-reply": {
    payload: z.object({
      matchId: id,
      conversationId: id,
      seat: z.string(),
      round: z.int(),
      after: z.int(),
    }),
    attempts: 4,
    backoffMs: 500,
  },
  "deliver-message": {
    payload: z.object({ replyId: id }),
    attempts: 10,
    backoffMs: 200,
    // Each lasts as long as its message is typed, and does nothing meanwhile.
    concurrency: 5000,
  },
  "make-guess": {
    payload: z.object({ matchId: id, seat: z.string(), round: z.int() }),
    attempts: 4,
    backoffMs: 500,
  },
  "close-phase": {
    payload: z.object({ matchId: id }),
    attempts: 10,
    backoffMs: 200,
    concurrency: TOGETHER,
  },
  "replay-ratings": { payload: z.object({ matchId: id }), attempts: 10, backoffMs: 1000 },
  "flag-match": {
    payload: z.object({ matchId: id }),
    attempts: 5,
    backoffMs: 5000,
    // Some of them wait for a model meanwhile.
    concurrency: TOGETHER,
  },
  "make-export": {
    payload: z.object({ exportId: id }),
    attempts: 5,
    backoffMs: 2000,
    // Packing one takes a core: the next one waits for it.
    concurrency: 1,
  },
  "score-match": {
    payload: z.object({ matchId: id }),
    attempts: 10,
    backoffMs: 200,
    concurrency: TOGETHER,
  },
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]["payload"]>;

export const JOB_NAMES = Object.keys(JOBS) as JobName[];

/** Jobs belong to AI seats: a reply that waited for them would be a little later beside an AI. */
const LATER_MS = 5;

const FAILURES_TOLD = 10;
const UUIDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

interface JobOptions {
  /** Real milliseconds from now; 0 or less for at once. */
  delayMs?: number;
  /** While a job of this id waits, another one is not added. No colons. */
  jobId?: string;
}

export interface Queues {
  /** Best effort: a job that Redis does not take is derived again by the sweep. */
  enqueue<Name extends JobName>(name: Name, payload: JobPayload<Name>, options?: JobOptions): void;
  /** How many jobs wait, are delayed, run or have failed, for the metrics. */
  counts(): Promise<Record<JobName, Record<string, number>>>;
  /** How long the oldest job that could run by now has waited, in milliseconds; 0 without one. */
  oldestWaits(): Promise<Record<JobName, number>>;
  /** The jobs that were given up last, the newest first. */
  failures(): Promise<FailedJob[]>;
  close(): Promise<void>;
}

interface FailedJob {
  job: JobName;
  /** Epoch milliseconds. */
  at: number;
  attempts: number;
  /** Without ids: a job's own would tell who is played by an AI. */
  reason: string;
}

export interface QueuesOptions {
  connection: Redis;
  prefix: string;
  tracing?: Pick<Tracing, "carrier">;
  onError: (error: Error) => void;
}

export function openQueues({
  connection,
  prefix,
  tracing = NO_TRACING,
  onError,
}: QueuesOptions): Queues {
  const queues = new Map(
    JOB_NAMES.map((name) => {
      const queue = new Queue(name, { connection, prefix });
      queue.on("error", onError);
      return [name, queue] as const;
    }),
  );
  const adding = new Set<Promise<unknown>>();

  return {
    enqueue(name, payload, { delayMs = 0, jobId } = {}) {
      const { attempts, backoffMs } = JOBS[name];
      const queue = queues.get(name);
      const metadata = tracing.carrier();
      const added = delay(LATER_MS).then(() =>
        queue?.add(name, payload, {
          delay: Math.max(0, Math.round(delayMs - LATER_MS)),
          ...(jobId === undefined ? {} : { jobId }),
          ...(metadata === undefined ? {} : { telemetry: { metadata } }),
          attempts,
          backoff: { type: "exponential", delay: backoffMs, jitter: 0.5 },
          removeOnComplete: true,
          removeOnFail: { count: 1000 },
        }),
      );
      adding.add(added);
      added.catch(onError).finally(() => adding.delete(added));
    },
    async counts() {
      const all = await Promise.all(
        [...queues].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const),
      );
      return Object.fromEntries(all) as Record<JobName, Record<string, number>>;
    },
    async oldestWaits() {
      const all = await Promise.all(
        [...queues].map(async ([name, queue]) => [name, await oldestWait(queue)] as const),
      );
      return Object.fromEntries(all) as Record<JobName, number>;
    },
    async failures() {
      const all = await Promise.all([...queues].map(([name, queue]) => lastFailures(name, queue)));
      return all
        .flat()
        .toSorted((a, b) => b.at - a.at)
        .slice(0, FAILURES_TOLD);
    },
    async close() {
      await Promise.allSettled(adding);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

async function oldestWait(queue: Queue): Promise<number> {
  const [oldest] = await queue.getJobs(["waiting"], 0, 0, true);
  return oldest ? Math.max(0, Date.now() - oldest.timestamp - (oldest.opts.delay ?? 0)) : 0;
}

async function lastFailures(job: JobName, queue: Queue): Promise<FailedJob[]> {
  const failed = await queue.getFailed(0, FAILURES_TOLD - 1);
  return failed.map(({ finishedOn = 0, attemptsMade, failedReason }) => {
    const [line = ""] = failedReason.split("\n");
    return { job, at: finishedOn, attempts: attemptsMade, reason: line.replace(UUIDS, "…") };
  });
}
