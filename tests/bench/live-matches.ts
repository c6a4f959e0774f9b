import pg from "pg";
import { startWeb, startWorker } from "../stores.ts";
import { bareJobs } from "./bare-jobs.ts";
import { quantile, spread } from "./figures.ts";
import { type Book, emptyBook, latencies, type Player, say, signUp, sitDown } from "./players.ts";
import { judge } from "./verdicts.ts";

const MATCHES = 200;
const HOLD_MS = 60_000;
/** Mean pause between a player's messages, as in the published games of two minutes. */
const MEAN_PAUSE_MS = 12_000;
/** Past the drawn time, by the 99th percentile: milliseconds, and of what BullMQ reaches alone. */
const BUDGET = { ms: 150, ofBare: 1.5 };

type Env = Record<string, string> & { DATABASE_URL: string; REDIS_URL: string };

/** 200 matches at once, half against AI witnesses: how late messages and bots are. */
export async function liveMatches(env: Env): Promise<void> {
  const web = await startWeb({ env });
  const worker = await startWorker({ env });
  try {
    const book = emptyBook();
    // At a share of one half, three players in four keep a match of their own busy.
    const cookies = await Promise.all(
      Array.from({ length: Math.round((MATCHES * 4) / 3) }, () => signUp(web.url)),
    );
    const players = await Promise.all(
      cookies.map((cookie) => sitDown(web.url, cookie, "bench-mixed", book)),
    );
    const matches = new Set(players.map(({ matchId }) => matchId)).size;
    await chat(web.url, players, book);
    players.forEach((player) => player.close());
    const { lateness, lost, humanPairs } = await whatHappened(env.DATABASE_URL, book);
    console.log(
      [
        `live matches        ${matches} at once for ${HOLD_MS / 1000} s`,
        `  delivery          ${spread(latencies(book))}, from POST to the partner's frame`,
        `  lost              ${lost} of ${humanPairs} messages between people`,
        `  bot lateness      ${spread(lateness)}, past the drawn delivery time`,
      ].join("\n"),
    );
    for (const [key, count] of book.failures) console.log(`  refused           ${count} × ${key}`);
    await judgePunctuality(env, lateness);
  } finally {
    await worker.stop();
    await web.stop();
  }
}

async function judgePunctuality(env: Env, lateness: readonly number[]): Promise<void> {
  const bare = await bareJobs(env.REDIS_URL);
  const [late, bareLate] = [quantile(lateness, 0.99), quantile(bare, 0.99)];
  console.log(`  BullMQ alone      ${spread(bare)}, delayed jobs past their instants`);
  judge("bot punctuality", {
    figure: `p99 ${late.toFixed(0)} ms past the drawn time, ${(late / bareLate).toFixed(2)} of bare delayed jobs`,
    budget: `${BUDGET.ms} ms and ${BUDGET.ofBare}`,
    holds: late <= BUDGET.ms && late <= BUDGET.ofBare * bareLate,
  });
}

async function chat(web: string, players: readonly Player[], book: Book): Promise<void> {
  const end = performance.now() + HOLD_MS;
  await Promise.all(
    players.map(async (player) => {
      for (;;) {
        const pause = -Math.log(1 - Math.random()) * MEAN_PAUSE_MS;
        if (performance.now() + pause > end) return;
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (player.phase === "chatting") await say(web, player, "so what did you do today", book);
      }
    }),
  );
  // What is under way may still arrive.
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

/** Bot lateness and losses by the rows: what was posted between people and never came out. */
async function whatHappened(databaseUrl: string, book: Book) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const late = await client.query<{ late: number }>(
      `select extract(epoch from m.at - r.deliver_at)::float8 * 1000 as late
       from replies r join messages m on m.id = r.message_id where r.state = 'delivered'`,
    );
    const pairs = await client.query<{ body: string }>(
      `select m.body from messages m
       where not exists (select from seats s where s.match_id = m.match_id and s.kind = 'ai')`,
    );
    const mine = pairs.rows.filter(({ body }) => book.posted.has(body));
    return {
      lateness: late.rows.map((row) => row.late),
      lost: mine.filter(({ body }) => !book.delivered.has(body)).length,
      humanPairs: mine.length,
    };
  } finally {
    await client.end();
  }
}
