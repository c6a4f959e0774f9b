import pg from "pg";
import { z } from "zod";
import { startWeb } from "../stores.ts";
import { quantile, spread } from "./figures.ts";
import { ask } from "./http.ts";
import { judge } from "./verdicts.ts";

const GUESSES = 10_000_000;
const PLAYERS = 200_000;
const PAGES = 1500;
/** A process that has just started compiles what it runs: its first pages are not counted. */
const WARM_UP = 500;
const BUDGET_MS = 10;

type Env = Record<string, string> & { DATABASE_URL: string; REDIS_URL: string };

const page = z.object({
  entries: z.array(z.object({ rank: z.number() })),
  nextCursor: z.string().nullable(),
});

/**
 * Pages of the boards, from the first on downwards, where people have made ten million guesses.
 * Between them go calls that ask nothing of Postgres: what any call takes on this machine.
 */
export async function leaderboardPages(env: Env): Promise<void> {
  await fill(env.DATABASE_URL);
  const web = await startWeb({ env });
  try {
    for (const board of ["detectives", "witnesses"]) {
      await readOn(web.url, board, WARM_UP);
      const { times, bare } = await readOn(web.url, board, PAGES);
      const worst = quantile(times, 0.99);
      judge("leaderboard", {
        figure:
          `${spread(times)}: pages of ${board} at ${GUESSES.toLocaleString("en-GB")} guesses ` +
          `by ${PLAYERS.toLocaleString("en-GB")} people (calls without a statement between them ${spread(bare)})`,
        budget: `${BUDGET_MS} ms p99`,
        holds: worst <= BUDGET_MS,
      });
    }
  } finally {
    await web.stop();
  }
}

/** Half of the pages are first ones, as they are read; the rest go on and on downwards. */
async function readOn(site: string, board: string, pages: number) {
  const address = `${site}/api/v1/leaderboards/${board}`;
  const times: number[] = [];
  const bare: number[] = [];
  let cursor: string | null = null;
  for (let at = 0; at < pages; at++) {
    const onward = at % 2 === 1 && cursor !== null ? `?cursor=${cursor}` : "";
    const began = performance.now();
    const { status, text } = await ask(address + onward);
    const answered = performance.now();
    times.push(answered - began);
    await ask(`${site}/api/v1/leaderboards/none`);
    bare.push(performance.now() - answered);
    if (status !== 200) throw new Error(`a page answered ${status}: ${text}`);
    const { entries, nextCursor } = page.parse(JSON.parse(text));
    if (entries.length === 0) throw new Error("a page without entries");
    if (at % 2 === 1 || cursor === null) cursor = nextCursor;
  }
  return { times, bare };
}

/** Guesses that stand alone, and the standings that such many would have: boards read these only. */
const FILL = [
  "set session_replication_role = replica",
  "set synchronous_commit = off",
  `insert into players (handle, guest)
   select 'Bench ' || n, n % 3 > 0 from generate_series(1, ${PLAYERS}) n`,
  `insert into standings (board, "window", window_start, scope, subject_id, games, correct, partners,
     rating, rating_deviation, lower, upper)
   select board, 'all', '1970-01-01', 'all', p.id, g.games, round(g.games * least(1, greatest(0, .5 + g.luck / 8))),
     g.games - 5, 1500 + 150 * g.luck, 60, 1380 + 150 * g.luck, 1620 + 150 * g.luck
   from players p cross join (values ('detectives'), ('witnesses')) b (board)
   cross join lateral (select p.id, 30 + floor(random() * 40)::int as games,
     random() + random() + random() + random() - 2 as luck, b.board as of) g
   where p.handle like 'Bench %'`,
  `insert into guesses (match_id, round_id, by_seat_id, about_seat_id, p_ai, tells, early,
     decision_ms, sole)
   select uuidv7(), uuidv7(), uuidv7(), uuidv7(), random(), '{}', false, 4000, true
   from generate_series(1, ${GUESSES})`,
  "vacuum analyze",
];

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of FILL) await client.query(statement);
  await client.end();
}
