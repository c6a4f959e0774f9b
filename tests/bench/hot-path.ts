import { randomUUID } from "node:crypto";
import { launch } from "../../infra/local/process/launch.ts";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { openPostgresProbe } from "../load/probes/postgres.ts";
import { usageOf } from "../load/probes/processes.ts";
import { openRedisProbe } from "../load/probes/redis.ts";
import { startWeb, startWorker } from "../stores.ts";
import { closedLoop } from "./closed-loop.ts";
import { median } from "./figures.ts";
import { ask, listen } from "./http.ts";
import { emptyBook, latencies, say, signUp, sitDown } from "./players.ts";
import { judge } from "./verdicts.ts";

const MATCHES = 100;
const AT_ONCE = 16;
const ROUNDS = 5;
const ROUND_MS = 4000;
const WARM_UP_MS = 1500;
/** Of a bare Remix resource route. */
const BUDGET_RATIO = 0.6;

type Env = Record<string, string> & { DATABASE_URL: string; REDIS_URL: string };

/**
 * Posting through the whole stack, against one Remix resource route and against a bare process that
 * do the least of the same work, in turns.
 */
export async function hotPath(env: Env): Promise<void> {
  const web = await startWeb({ env });
  const worker = await startWorker({ env });
  // One after the other: each makes the table unless it is there.
  const route = await startBare("bare-remix", env);
  const bare = await startBare("bare-server", env);
  const meter = await openMeter(env, { web: web.pid(), worker: worker.pid() });
  try {
    const whole = await wholeStack(web.url);
    const [remix, node] = await Promise.all([bareStack(route.url), bareStack(bare.url)]);
    const rates = { whole: [] as number[], remix: [] as number[], node: [] as number[] };
    for (const { post } of [whole, remix, node]) await closedLoop(AT_ONCE, WARM_UP_MS, post);
    for (let round = 0; round < ROUNDS; round++) {
      rates.whole.push(await meter.during(() => closedLoop(AT_ONCE, ROUND_MS, whole.post)));
      rates.remix.push(await closedLoop(AT_ONCE, ROUND_MS, remix.post));
      rates.node.push(await closedLoop(AT_ONCE, ROUND_MS, node.post));
    }
    const failures = [...whole.book.failures].map(([key, count]) => `${count} × ${key}`);
    const ofRemix = ratios(rates.whole, rates.remix);
    console.log(
      [
        `hot path            ${median(rates.whole).toFixed(0)} posts a second, against ${median(rates.remix).toFixed(0)} ` +
          `of a bare Remix route and ${median(rates.node).toFixed(0)} of bare node:http, load generator on the same machine`,
        `                    ${told(ratios(rates.whole, rates.node))} of bare node:http, which bare Remix reaches ` +
          `${told(ratios(rates.remix, rates.node))} of`,
        `                    delivered ${latencies(whole.book).length} of ${whole.book.posted.size}` +
          (failures.length > 0 ? `, refused: ${failures.join(", ")}` : ""),
        `                    a post takes ${meter.each((median(rates.whole) * ROUNDS * ROUND_MS) / 1000)} of a core`,
      ].join("\n"),
    );
    judge("hot path", {
      figure: `${told(ofRemix)} of a bare Remix route`,
      budget: `at least ${BUDGET_RATIO}`,
      holds: median(ofRemix) >= BUDGET_RATIO,
    });
    for (const { close } of [whole, remix, node]) close();
  } finally {
    await meter.close();
    await Promise.all([route.stop(), bare.stop()]);
    await worker.stop();
    await web.stop();
  }
}

/** Of each turn, since machines are faster at one time than at another. */
const ratios = (these: readonly number[], those: readonly number[]) =>
  these.map((rate, turn) => rate / (those[turn] ?? NaN));

const told = (values: readonly number[]) =>
  `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;

async function startBare(file: string, env: Env) {
  const bare = await launch({
    name: file,
    command: process.execPath,
    args: [`tests/bench/${file}.ts`],
    env: { ...process.env, ...env, NODE_ENV: "production" },
    cwd: root,
    ready: /bare ready on (http:\/\/\S+)/,
    readyWithinMs: 10_000,
  });
  const url = /bare ready on (\S+)/.exec(bare.output())?.[1] ?? "";
  return { url, stop: () => bare.stop(5000) };
}

/** What the processes work while something is done. */
async function openMeter(env: Env, pids: Record<"web" | "worker", number>) {
  const postgres = await openPostgresProbe(env.DATABASE_URL);
  const redis = openRedisProbe(env.REDIS_URL);
  const all = { ...pids, Postgres: postgres.pid, Redis: await redis.pid() };
  const used = () =>
    Object.entries(all).map(([name, pid]) => [name, usageOf(pid, true).cpu] as const);
  const seconds = new Map<string, number>();
  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      const before = new Map(used());
      const done = await work();
      for (const [name, cpu] of used())
        seconds.set(name, (seconds.get(name) ?? 0) + cpu - (before.get(name) ?? 0));
      return done;
    },
    /** @param count how often it was done */
    each: (count: number) =>
      [...seconds].map(([name, s]) => `${name} ${((1000 * s) / count).toFixed(2)} ms`).join(", "),
    close: () => Promise.all([postgres.close(), redis.close()]),
  };
}

async function wholeStack(web: string) {
  const book = emptyBook();
  const cookies = await Promise.all(Array.from({ length: 2 * MATCHES }, () => signUp(web)));
  const players = await Promise.all(
    cookies.map((cookie) => sitDown(web, cookie, "bench-duel", book)),
  );
  return {
    book,
    post: (index: number) => {
      const player = players[index % players.length];
      return player
        ? say(web, player, "a message of usual length, neither long", book)
        : Promise.resolve();
    },
    close: () => players.forEach((player) => player.close()),
  };
}

async function bareStack(url: string) {
  const conversations = Array.from({ length: MATCHES }, () => randomUUID());
  const streams = await Promise.all(
    conversations
      .flatMap((id) => [id, id])
      .map((id) => listen(`${url}/${id}`, "", () => undefined)),
  );
  return {
    post: async (index: number) => {
      const conversationId = conversations[index % MATCHES] ?? "";
      const body = `a message of usual length, neither long ${randomUUID().slice(0, 13)}`;
      await ask(`${url}/`, { method: "POST", body: { conversationId, body, clientId: body } });
    },
    close: () => streams.forEach((stream) => stream.close()),
  };
}
