import type { Costs } from "./costs.ts";
import type { Flow, Site, Stage } from "./simulate.ts";

/** What a site consists of. */
export interface Layout {
  webs: number;
  workers: number;
  /** Cores by machine; a part that has no machine of its own is on the first. */
  machines: Readonly<Record<string, number>>;
  on: Readonly<Partial<Record<Part, string>>>;
  /** Whether the model and the people are simulated on this site's machines too. */
  measured: boolean;
}

type Part = "web" | "worker" | "postgres" | "redis" | "model" | "crowd";

export interface Load {
  messagesPerSecond: number;
  /** Share of the messages that workers write. */
  botShare: number;
  /** How often a wave comes. */
  waveMs: number;
}

/*
 * What lies on a message's way is measured: what a post costs by `npm run bench -- hot-path`, over
 * what a message costs in a crowd with all else that a match needs. The parts of it, and a worker's,
 * are assumptions.
 */

/**
 * Of a web process's work for a message, what lies between its coming in and the statement, between
 * the statement and the announcement, and in telling it to the partner. The rest is done for all
 * else that a match needs: joining, streams, dots, guesses, pages.
 */
const WEB_SHARES = { before: 0.11, after: 0.04, told: 0.07 };
/** Of Postgres's work for a message, the load and the save that it waits for. */
const SAVING = 0.12;
/** Of Redis's work for a message, the announcement; the rest is jobs, allowances and marks. */
const ANNOUNCING = 0.08;
/** Of a worker's work for a message, what lies between its instant and the statement, and after it. */
const WORKER_SHARES = { before: 0.15, after: 0.05 };
/**
 * Of all else, what comes at the instant of a wave, when one wave's matches open and an older one's
 * close: fitted to the 99th percentiles of crowds of 400 and of 600.
 */
const AT_WAVES = 0.03;
/** Work that a thread does without letting anything else pass. Assumption. */
const PIECE_MS = 1;
/** Backends of Postgres that work side by side. */
const BACKENDS = 16;
/** As Linux shares a busy core out. */
const SLICE_MS = 3;

/** A site's queues under a load: each message of a person and of a bot, and all that goes with it. */
export function siteOf(layout: Layout, costs: Costs, load: Load): Site {
  const { webs, workers, machines, on, measured } = layout;
  const [first = "machine"] = Object.keys(machines);
  const names = (part: Part, count: number) =>
    Array.from({ length: count }, (_, at): [string, string] => [
      `${part} ${at + 1}`,
      on[part] ?? first,
    ]);
  const threads = [
    ...names("web", webs),
    ...names("worker", workers),
    ...names("postgres", BACKENDS),
    ...names("redis", 1),
    ...(measured ? [...names("model", 1), ...names("crowd", 1)] : []),
  ];
  const { messagesPerSecond, botShare, waveMs } = load;
  const flows: Flow[] = [];
  const add = (name: string, perSecond: number, stages: Stage[]) =>
    flows.push({ name, comes: { perSecond }, stages });

  // One flow for each pair of processes that a message may pass.
  const botsPerSecond = messagesPerSecond * botShare;
  const peoplePerSecond = messagesPerSecond - botsPerSecond;
  const redis = (share: number): Stage => ({ thread: "redis 1", ms: costs.redis * share });
  let backend = 0;
  const postgres = (share: number): Stage => {
    backend = (backend % BACKENDS) + 1;
    return { thread: `postgres ${backend}`, ms: costs.postgres * share };
  };
  const web = (at: number, share: number): Stage => ({
    thread: `web ${at + 1}`,
    ms: costs.web * share,
  });
  // What bots write, the workers' jobs do; people's messages give them no work but to answer.
  const botWork = costs.worker / Math.max(botShare, 0.01);
  for (let to = 0; to < webs; to++) {
    for (let from = 0; from < webs; from++)
      add("message of a person", peoplePerSecond / webs ** 2, [
        web(from, WEB_SHARES.before),
        postgres(SAVING),
        web(from, WEB_SHARES.after),
        redis(ANNOUNCING),
        web(to, WEB_SHARES.told),
      ]);
    for (let worker = 0; worker < workers; worker++)
      add("message of a bot", botsPerSecond / webs / workers, [
        { thread: `worker ${worker + 1}`, ms: botWork * WORKER_SHARES.before },
        postgres(SAVING),
        { thread: `worker ${worker + 1}`, ms: botWork * WORKER_SHARES.after },
        redis(ANNOUNCING),
        web(to, WEB_SHARES.told),
      ]);
  }
  const other = (thread: string, ms: number, perSecond: number) => {
    const pieces = (ms * perSecond) / PIECE_MS;
    add("all else", pieces * (1 - AT_WAVES), [{ thread, ms: PIECE_MS }]);
    const together = Math.round((pieces * AT_WAVES * waveMs) / 1000);
    const comes = { everyMs: waveMs, together };
    flows.push({ name: "a wave's", comes, stages: [{ thread, ms: PIECE_MS }] });
  };
  const { before, after, told } = WEB_SHARES;
  for (let at = 0; at < webs; at++)
    other(
      `web ${at + 1}`,
      costs.web * (1 - told - (1 - botShare) * (before + after)),
      messagesPerSecond / webs,
    );
  for (let at = 0; at < workers; at++)
    other(
      `worker ${at + 1}`,
      botWork * (1 - WORKER_SHARES.before - WORKER_SHARES.after),
      botsPerSecond / workers,
    );
  for (let at = 0; at < BACKENDS; at++)
    other(`postgres ${at + 1}`, costs.postgres * (1 - SAVING), messagesPerSecond / BACKENDS);
  other("redis 1", costs.redis * (1 - ANNOUNCING), messagesPerSecond);
  if (measured) {
    other("model 1", costs.model, messagesPerSecond);
    other("crowd 1", costs.crowd, messagesPerSecond);
  }
  return { machines, threads: Object.fromEntries(threads), flows, sliceMs: SLICE_MS };
}
