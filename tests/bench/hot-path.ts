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

const MATCHES = 100;
const AT_ONCE = 16;
const ROUNDS = 5;
const ROUND_MS = 4000;

type Env = Record<string, string> & { DATABASE_URL: string; REDIS_URL: string };

/** Posting through the whole stack against a bare process that does the same work, in turns. */
export async function hotPath(env: Env): Promise<void> {
  const web = await startWeb({ env });
  const worker = await startWorker({ env });
  const bare = await launch({
    name: "bare",
    command: process.execPath,
    args: ["tests/bench/bare-server.ts"],
    env: { ...process.env, ...env },
    cwd: root,
    ready: /bare ready on (http:\/\/\S+)/,
    readyWithinMs: 10_000,
  });
  const meter = await openMeter(env, { web: web.pid(), worker: worker.pid() });
  const bareUrl = /bare ready on (\S+)/.exec(bare.output())?.[1] ?? "";
  try {
    const whole = await wholeStack(web.url);
    const alone = await bareStack(bareUrl);
    const figures = { whole: [] as number[], alone: [] as number[] };
    await closedLoop(AT_ONCE, 1500, whole.post);
    await closedLoop(AT_ONCE, 1500, alone.post);
    for (let round = 0; round < ROUNDS; round++) {
      figures.whole.push(await meter.during(() => closedLoop(AT_ONCE, ROUND_MS, whole.post)));
      figures.alone.push(await closedLoop(AT_ONCE, ROUND_MS, alone.post));
    }
    const ratios = figures.whole.map((rate, round) => rate / (figures.alone[round] ?? NaN));
    const failures = [...whole.book.failures].map(([key, count]) => `${count} × ${key}`);
    console.log(
      [
        `hot path            ${median(ratios).toFixed(2)} of a bare node:http + pg + ioredis process`,
        `                    (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} over ${ROUNDS} turns; ` +
          `${median(figures.whole).toFixed(0)} against ${median(figures.alone).toFixed(0)} posts a second, load generator on the same machine)`,
        `                    delivered ${latencies(whole.book).length} of ${whole.book.posted.size}` +
          (failures.length > 0 ? `, refused: ${failures.join(", ")}` : ""),
        `                    a post takes ${meter.each((median(figures.whole) * ROUNDS * ROUND_MS) / 1000)} of a core`,
      ].join("\n"),
    );
    whole.close();
    alone.close();
  } finally {
    await meter.close();
    await bare.stop(5000);
    await worker.stop();
    await web.stop();
  }
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
