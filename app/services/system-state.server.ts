import { lastWave } from "../../db/admin/waves.ts";
import { storeVersions } from "../../db/admin/versions.ts";
import { workersSeen } from "../../db/workers.ts";
import type { AppLoadContext } from "../context.server.ts";
import type { Health } from "../metrics/health.ts";
import { orUnavailable, within } from "./outage.ts";

const PATIENCE_MS = 1500;
/** A sweep comes every two seconds. */
const SWEEP_LATE_SECONDS = 30;

interface PartState {
  name: string;
  ok: boolean;
  text: string;
}

/** How the platform is, part by part, in words. */
export async function systemState({ stores, health, env }: AppLoadContext) {
  const { database, queues } = stores;
  const [parts, workers, wave, counts, versions] = await orUnavailable(
    Promise.all([
      health.details(),
      workersSeen(database),
      lastWave(database),
      within(PATIENCE_MS, queues.counts()).catch(() => null),
      within(PATIENCE_MS, storeVersions(stores)).catch(() => null),
    ]),
  );
  const swept = Math.max(0, ...workers.map(({ sweptAt }) => sweptAt?.getTime() ?? 0));
  return {
    parts: [...storeParts(parts), workerPart(workers.length, swept)],
    lastWave: wave?.toISOString() ?? null,
    queues: Object.entries(counts ?? {}).map(([job, states]) => ({ job, states })),
    versions,
    node: { web: process.version, workers: [...new Set(workers.map(({ facts }) => facts.node))] },
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    /** Where the board of queues listens, for this machine only. */
    boardPort: env.METRICS_PORT,
  };
}

function storeParts(parts: Awaited<ReturnType<Health["details"]>>): PartState[] {
  const { postgres, migrations, redis } = parts;
  return [
    {
      name: "Postgres",
      ok: postgres.ok,
      text: postgres.ok
        ? `It answers in ${postgres.ms} ms.`
        : `It does not answer (${postgres.problem ?? "no reason given"}). Nothing can be played until it does.`,
    },
    {
      name: "Migrations",
      ok: migrations.ok,
      text: migrations.ok
        ? "All of them are applied."
        : `They could not be confirmed (${migrations.problem ?? "no reason given"}). Run db/migrate.ts, then start the processes again.`,
    },
    {
      name: "Redis",
      ok: redis.ok,
      text: redis.ok
        ? `It answers in ${redis.ms} ms.`
        : `It does not answer (${redis.problem ?? "no reason given"}). Matches go on, but what happens in them is seen late, and AI seats answer late. Nothing is lost.`,
    },
  ];
}

function workerPart(count: number, sweptAt: number): PartState {
  const name = "Workers";
  if (count === 0)
    return {
      name,
      ok: false,
      text: "None was heard of in the last half minute. Nobody is seated, no AI answers, and no clock of a match runs out. Start a worker.",
    };
  const seconds = Math.round((Date.now() - sweptAt) / 1000);
  const there = count === 1 ? "One is there" : `${count} are there`;
  if (sweptAt === 0 || seconds > SWEEP_LATE_SECONDS)
    return {
      name,
      ok: false,
      text: `${there}, but none has swept lately. Look at the logs of the workers for why their clocks fail.`,
    };
  return { name, ok: true, text: `${there}; the last sweep was ${Math.max(0, seconds)} s ago.` };
}
