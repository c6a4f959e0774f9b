import { setTimeout as delay } from "node:timers/promises";
import { portOf } from "./addresses.ts";
import { childrenOf } from "../fault-site.ts";
import { type Fault, first, postgresOf, TWO_OF_EACH } from "./fault.ts";
import { Line } from "./line.ts";
import { readNothing } from "./slow-clients.ts";
import { atTheEnd, type Started } from "../stores.ts";

/** How long a process is frozen; real ms. */
const FROZEN_MS = 30_000;
/** How long a line is cut: longer than any client waits for a connection; real ms. */
const CUT_MS = 12_000;
const SLOW_CLIENTS = 40;
const BURSTS = 5;
/** As when a machine that was off by a minute and a half is told the time. */
const CLOCK_STEP_MS = 90_000;

/** Stops a process and its children in the middle of whatever they do, and lets them go on. */
async function freeze(part: Started): Promise<void> {
  const pids = [part.pid(), ...childrenOf(part.pid())];
  const signal = (name: "SIGSTOP" | "SIGCONT") => pids.forEach((pid) => signalTo(pid, name));
  signal("SIGSTOP");
  await delay(FROZEN_MS).finally(() => signal("SIGCONT"));
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

const frozen = (about: string, parts: Fault["parts"], which: (site: Site) => Started): Fault => ({
  about,
  parts,
  strike: (site) => freeze(which(site)),
});

type Site = Parameters<Fault["strike"]>[0];
type Store = "DATABASE_URL" | "REDIS_URL" | "OPENAI_BASE_URL";

/** A site of which one part reaches one store by a line of its own. */
function cutLine(about: string, part: "web" | "worker", store: Store): Fault {
  let line: Line | undefined;
  return {
    about,
    parts: () => ({
      async told(stores) {
        line = await Line.open(portOf(stores[store]));
        const own = line;
        atTheEnd(() => own.close());
        const url = new URL(stores[store]);
        url.port = String(line.port);
        return { web: {}, worker: {}, [part]: { [store]: url.href } };
      },
    }),
    async strike() {
      line?.cut();
      await delay(CUT_MS);
      line?.mend();
    },
  };
}

function clockStep(about: string, part: "web" | "worker", ms: number): Fault {
  const own = {
    CLOCK_STEP_MS: String(ms),
    NODE_OPTIONS: `--import=${new URL("./stepped-clock.ts", import.meta.url).href}`,
  };
  return {
    about,
    parts: () => ({
      told: () => Promise.resolve({ web: {}, worker: {}, [part]: own }),
    }),
    async strike({ webs, workers }) {
      const running = first(part === "web" ? webs : workers);
      process.kill(running.pid(), "SIGUSR2");
      await delay(CUT_MS / 2);
      process.kill(running.pid(), "SIGUSR2");
    },
  };
}

/** Parts that go on, but slowly, not at all for a while, or at another time. */
export const STALLS = {
  "freeze-web": frozen(
    "one of two web processes stands still for 30 s",
    () => TWO_OF_EACH,
    (site) => first(site.webs),
  ),
  "freeze-worker": frozen(
    "one of two workers stands still for 30 s",
    () => TWO_OF_EACH,
    (site) => first(site.workers),
  ),
  "freeze-redis": frozen(
    "Redis stands still for 30 s",
    () => ({}),
    (site) => site.redis,
  ),
  "freeze-postgres": frozen(
    "Postgres stands still for 30 s",
    () => ({ ownPostgres: true }),
    postgresOf,
  ),
  "cut-web-postgres": cutLine("web no longer reaches Postgres for 12 s", "web", "DATABASE_URL"),
  "cut-web-redis": cutLine("web no longer reaches Redis for 12 s", "web", "REDIS_URL"),
  "cut-worker-postgres": cutLine(
    "the worker no longer reaches Postgres for 12 s",
    "worker",
    "DATABASE_URL",
  ),
  "cut-worker-redis": cutLine("the worker no longer reaches Redis for 12 s", "worker", "REDIS_URL"),
  "hanging-model": cutLine("the model does not answer for 12 s", "worker", "OPENAI_BASE_URL"),
  "slow-clients": {
    about: "forty clients open streams of their matches and read nothing",
    parts: () => ({}),
    strike: (_site, { players }) => readNothing(players, SLOW_CLIENTS, CUT_MS),
  },
  crossfire: {
    about: "everybody writes at the same instants, at two web processes, while a worker is killed",
    parts: () => TWO_OF_EACH,
    async strike({ workers }, { players }) {
      const bursts = Array.from({ length: BURSTS }, (_, burst) => burst);
      const writing = bursts.map((burst) =>
        Promise.all(players.map((player) => player.say(`all at once, ${burst}`))),
      );
      await first(workers).kill();
      await Promise.all(writing);
      await first(workers).restart();
    },
  },
  "clock-web-ahead": clockStep("the web's clock runs 90 s ahead for a while", "web", CLOCK_STEP_MS),
  "clock-web-behind": clockStep("the web's clock lags 90 s for a while", "web", -CLOCK_STEP_MS),
  "clock-worker-ahead": clockStep(
    "the worker's clock runs 90 s ahead for a while",
    "worker",
    CLOCK_STEP_MS,
  ),
  "clock-worker-behind": clockStep(
    "the worker's clock lags 90 s for a while",
    "worker",
    -CLOCK_STEP_MS,
  ),
} as const satisfies Record<string, Fault>;
