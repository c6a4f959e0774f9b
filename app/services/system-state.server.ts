import { lastWave } from "../../db/admin/waves.ts";
import { storeVersions } from "../../db/admin/versions.ts";
import { type ProcessNote, processesSeen } from "../../db/processes.ts";
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
  const soon = <T>(work: Promise<T>) => within(PATIENCE_MS, work).catch(() => null);
  const [parts, workers, wave, counts, waits, failures, processes, versions] = await orUnavailable(
    Promise.all([
      health.details(),
      workersSeen(database),
      lastWave(database),
      soon(queues.counts()),
      soon(queues.oldestWaits()),
      soon(queues.failures()),
      soon(processesSeen(stores)),
      soon(storeVersions(stores)),
    ]),
  );
  const swept = Math.max(0, ...workers.map(({ sweptAt }) => sweptAt?.getTime() ?? 0));
  return {
    parts: [...storeParts(parts), workerPart(workers.length, swept)],
    lastWave: wave?.toISOString() ?? null,
    queues: Object.entries(counts ?? {}).map(([job, states]) => ({
      job,
      states,
      oldestMs: Object.entries(waits ?? {}).find(([name]) => name === job)?.[1] ?? null,
    })),
    failures: failures?.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })) ?? null,
    processes: processes?.map(processState) ?? null,
    repairs: repairsOf(processes ?? []),
    askedAt: iso(Date.now()),
    versions,
    node: { web: process.version, workers: [...new Set(workers.map(({ facts }) => facts.node))] },
    /** Where the board of queues listens, for this machine only. */
    boardPort: env.METRICS_PORT,
  };
}

function processState({ startedAt, kind, figures, ...measured }: ProcessNote) {
  return { kind, ...measured, since: iso(startedAt), streams: figures.streams ?? null };
}

/** What the workers that are there have found undone since they started. */
function repairsOf(processes: readonly ProcessNote[]) {
  const found = new Map<string, number>();
  let last = 0;
  for (const { kind, figures } of processes) {
    if (kind !== "worker") continue;
    const { repairedAt = 0, ...counts } = figures;
    last = Math.max(last, repairedAt);
    for (const [what, count] of Object.entries(counts))
      found.set(what, (found.get(what) ?? 0) + count);
  }
  return { at: last === 0 ? null : iso(last), found: Object.fromEntries(found) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
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
