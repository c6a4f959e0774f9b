import { type Job, UnrecoverableError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { z } from "zod";
import { JOB_NAMES, type JobName, JOBS } from "../db/queues.ts";
import type { Stores } from "../db/stores.ts";
import { inSpan, NO_TRACING } from "../db/tracing.ts";
import { told } from "../db/told.ts";
import { closePhase } from "./processors/close-phase.ts";
import { composeReply } from "./processors/compose-reply.ts";
import { deliverMessage } from "./processors/deliver-message.ts";
import { flagMatch } from "./processors/flag-match.ts";
import { makeExportFile } from "./processors/make-export.ts";
import { makeGuess } from "./processors/make-guess.ts";
import { replayRatings } from "./processors/replay-ratings.ts";
import { scoreMatch } from "./processors/score-match.ts";
import type { Workplace } from "./workplace.ts";

type AnyJob = Pick<Job<unknown>, "id" | "name" | "data" | "opts" | "attemptsMade">;

const payloadIds = z.object({ matchId: z.string().optional(), replyId: z.string().optional() });

type Run = (workplace: Workplace, data: unknown) => Promise<void>;

/** A job's payload is checked before anything is done for it; a wrong one is never tried again. */
function checked<Payload>(
  schema: z.ZodType<Payload>,
  process: (workplace: Workplace, payload: Payload) => Promise<void>,
): Run {
  return async (workplace, data) => {
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw new UnrecoverableError("the payload does not fit its job");
    await process(workplace, parsed.data);
  };
}

const RUNS: Record<JobName, Run> = {
  "compose-reply": checked(JOBS["compose-reply"].payload, composeReply),
  "deliver-message": checked(JOBS["deliver-message"].payload, deliverMessage),
  "make-guess": checked(JOBS["make-guess"].payload, makeGuess),
  "close-phase": checked(JOBS["close-phase"].payload, closePhase),
  "flag-match": checked(JOBS["flag-match"].payload, flagMatch),
  "score-match": checked(JOBS["score-match"].payload, scoreMatch),
  "make-export": checked(JOBS["make-export"].payload, makeExportFile),
  "replay-ratings": checked(JOBS["replay-ratings"].payload, replayRatings),
};

export interface JobsOptions {
  /** A connection that waits for as long as Redis is away. */
  connection: Redis;
  concurrency: number;
}

/** One BullMQ worker for each job of the catalogue. */
export function startJobs(workplace: Workplace, options: JobsOptions): Worker[] {
  return JOB_NAMES.map((name) => startJob(workplace, name, options));
}

/** Of one job, where it is not as many at once as of the others. */
function concurrencyOf(name: JobName): { concurrency?: number } {
  const job = JOBS[name];
  return "concurrency" in job ? { concurrency: job.concurrency } : {};
}

function startJob(workplace: Workplace, name: JobName, options: JobsOptions): Worker {
  const { telemetry, log, stores } = workplace;
  const worker = new Worker<unknown>(
    name,
    async (job) => {
      const stop = telemetry.jobSeconds.startTimer({ job: name });
      try {
        await inSpan(spanOf(stores, job), () => RUNS[name](workplace, job.data));
        stop({ outcome: "done" });
      } catch (error) {
        stop({ outcome: "failed" });
        throw discreet(error);
      }
    },
    {
      ...options,
      ...concurrencyOf(name),
      prefix: stores.prefix,
      // A killed worker's jobs are taken over soon, however often it is killed.
      lockDuration: 10_000,
      stalledInterval: 5000,
      maxStalledCount: 1000,
    },
  );
  worker.on("error", (error) => log.warn({ job: name, error: told(error) }, "queue"));
  worker.on("completed", ({ id, data, processedOn = 0, finishedOn = 0 }) =>
    log.debug({ job: name, jobId: id, about: data, ms: finishedOn - processedOn }, "job"),
  );
  worker.on("failed", (job, error) =>
    log.warn(
      {
        job: name,
        jobId: job?.id,
        about: job?.data,
        attempt: job?.attemptsMade,
        error: told(error),
      },
      "job failed",
    ),
  );
  return worker;
}

/** A part of the trace in which the job was enqueued. */
function spanOf({ tracing }: Stores, { id, name, data, opts, attemptsMade }: AnyJob) {
  if (tracing === NO_TRACING) return tracing.begin(name);
  const about = payloadIds.safeParse(data).data;
  return tracing.begin(name, {
    kind: "consumer",
    from: opts.telemetry?.metadata,
    attributes: {
      "amianai.job.id": id,
      "amianai.job.attempt": attemptsMade + 1,
      "amianai.match.id": about?.matchId,
      "amianai.reply.id": about?.replyId,
    },
  });
}

/** What Redis keeps of a failure, and the board shows, has none of the words that a query was given. */
function discreet(error: unknown): Error {
  return error instanceof UnrecoverableError ? error : new Error(told(error));
}
