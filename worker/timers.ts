import { removeFiles } from "../db/export/files.ts";
import { expireExports } from "../db/export/rows.ts";
import { clockOf } from "../db/queries/due.ts";
import { newestRulesets } from "../db/rulesets.ts";
import { STUDY_WAVE } from "../game/assignment.ts";
import { nextWaveInstant } from "../game/pairing.ts";
import { applyRetention, isRetentionDue } from "../db/retention.ts";
import { told } from "../db/told.ts";
import { sharedClock, startTicking, type Ticking } from "./clock.ts";
import type { Presence } from "./presence.ts";
import { pairStudyWave, pairWave } from "./processors/pair-wave.ts";
import { restoreJobs } from "./restore.ts";
import { sweep } from "./sweep.ts";
import type { Workplace } from "./workplace.ts";

/** Keys of the advisory locks under which one worker at a time sweeps, and erases. */
const SWEEP_LOCK = 7_246_103;
const RETENTION_LOCK = 7_246_105;
const SWEEP_MS = 2000;
const LEAST_SWEEP_MS = 250;
const LEAST_WAVE_MS = 50;
/** How often it is asked whether a day has passed; periods of months are never scaled. */
const UPKEEP_MS = 60_000;
const FIRST_UPKEEP_MS = 5000;
/** Until the rulesets are known. */
const DEFAULT_CADENCE = [{ waveSeconds: 1 }];

/** The clocks of every worker: waves on their grid, the sweep, and what is done once a day. */
export function startTimers(workplace: Workplace, presence: Presence): Ticking {
  const { stores, telemetry, log } = workplace;
  const clock = sharedClock();
  let cadences: readonly { waveSeconds: number }[] = DEFAULT_CADENCE;
  let redisCameBack = false;
  stores.redis.on("ready", () => (redisCameBack = true));

  const onError = (timer: string) => (error: unknown) => {
    telemetry.sweepFailures.inc();
    log.error({ timer, error: told(error) }, "tick failed");
  };

  const timed = (timer: string, tick: () => Promise<void>) => async () => {
    const stop = telemetry.tickSeconds.startTimer({ timer });
    await tick().finally(() => stop());
  };

  const waves = startTicking({
    nextInMs: () => {
      const now = clock.now();
      const next = cadences.map((each) => nextWaveInstant(each, stores.timeScale, now));
      return Math.max(LEAST_WAVE_MS, Math.min(...next) - now);
    },
    // A timer may fire a little before its instant.
    tick: timed("waves", () => pairWave(workplace, clock.now() + 2)),
    onError: onError("waves"),
  });

  const studyWaves = startTicking({
    nextInMs: () => {
      const now = clock.now();
      return Math.max(LEAST_WAVE_MS, nextWaveInstant(STUDY_WAVE, stores.timeScale, now) - now);
    },
    tick: timed("study-waves", () => pairStudyWave(workplace, clock.now() + 2)),
    onError: onError("study-waves"),
  });

  const sweeps = startTicking({
    nextInMs: () => Math.max(LEAST_SWEEP_MS, SWEEP_MS / stores.timeScale),
    tick: timed("sweep", async () => {
      const askedAt = Date.now();
      clock.set(await clockOf(stores.database), askedAt);
      cadences = cadencesOf(await newestRulesets(stores.database));
      const repaired = await underLock(workplace, SWEEP_LOCK, async () => {
        const found = await sweep(workplace);
        if (stores.redis.status !== "ready") return found;
        const cameBack = redisCameBack;
        redisCameBack = false;
        if (await restoreJobs(workplace, cameBack)) log.info("jobs restored");
        return found;
      });
      await presence.note(repaired);
    }),
    onError: onError("sweep"),
  });

  let upkeepMs = FIRST_UPKEEP_MS;
  const upkeep = startTicking({
    nextInMs: () => upkeepMs,
    tick: async () => {
      upkeepMs = UPKEEP_MS;
      await underLock(workplace, RETENTION_LOCK, () => keepPeriods(workplace));
      await dropExpired(workplace);
    },
    onError: onError("upkeep"),
  });

  return {
    async stop() {
      await Promise.all([waves.stop(), studyWaves.stop(), sweeps.stop(), upkeep.stop()]);
    },
  };
}

function cadencesOf(stored: Awaited<ReturnType<typeof newestRulesets>>) {
  const cadences = new Set(stored.map(({ ruleset }) => ruleset.waveSeconds));
  return cadences.size === 0
    ? DEFAULT_CADENCE
    : [...cadences].map((waveSeconds) => ({ waveSeconds }));
}

/** The files of exports go when their period is over, and those of unfinished ones with them. */
async function dropExpired({ stores, exporter }: Workplace): Promise<void> {
  for (const id of await expireExports(stores.database)) await removeFiles(exporter.dir, id);
}

/** Once a day what is older than its period goes; the log says how much that was. */
async function keepPeriods({ stores, telemetry, log }: Workplace): Promise<void> {
  if (!(await isRetentionDue(stores.database))) return;
  const erased = await applyRetention(stores.database);
  for (const [what, rows] of Object.entries(erased)) telemetry.retentionErased.inc({ what }, rows);
  log.info({ erased }, "retention applied");
}

/**
 * Runs the work unless another worker is at it. The lock ends with its connection.
 * @returns what it gave, or null where it was not run here.
 */
async function underLock<T>(
  { stores }: Workplace,
  key: number,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await stores.database.pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock($1) as mine",
      [key],
    );
    if (!rows[0]?.mine) return null;
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [key]).catch((error: unknown) => {
        broken = error instanceof Error ? error : new Error(String(error));
      });
    }
  } finally {
    client.release(broken);
  }
}
