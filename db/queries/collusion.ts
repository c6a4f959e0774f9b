import { COLLUSION, type Guessed, type PairFacts } from "../../game/collusion.ts";
import type { Queryable } from "../save.ts";

/** Lines of other people that are looked through for a phrase before it counts as unusual. */
const SAMPLE = 5000;
/** Earlier matches of two people, and own lines to others, that are looked back on. */
const [MOST_MATCHES, MOST_LINES] = [20, 2000];

interface Pair {
  matchId: string;
  players: readonly [string, string];
}

/** What the rows tell of two people who played each other in a match. */
export async function pairFacts(db: Queryable, pair: Pair): Promise<PairFacts> {
  const traces = await sharedTraces(db, pair);
  const counts = await meetingsOf(db, pair);
  const words = await wordsOf(db, pair);
  const guessed = [];
  for (const playerId of pair.players) guessed.push(await guessesOf(db, playerId));
  return { ...traces, ...counts, ...words, guessed };
}

/** An address is shared by a household, and tells only of those who wait at one time. */
async function sharedTraces(db: Queryable, { matchId, players: [a, b] }: Pair) {
  const { rows } = await db.query<{
    address: boolean | null;
    device: boolean | null;
    invitation: boolean | null;
  }>(
    `select bool_or(a.address = b.address and a.match_id = $1 and b.match_id = $1) as address,
       bool_or(a.device = b.device) as device, bool_or(a.invitation = b.invitation) as invitation
     from tickets a join tickets b on b.player_id = $3
     where a.player_id = $2 and least(a.created_at, b.created_at)
       > clock_timestamp() - make_interval(days => ${COLLUSION.traceDays})`,
    [matchId, a, b],
  );
  const [found] = rows;
  return {
    sharedAddress: found?.address ?? false,
    sharedDevice: found?.device ?? false,
    sharedInvitation: found?.invitation ?? false,
  };
}

async function meetingsOf(db: Queryable, { players: [a, b] }: Pair) {
  const { rows } = await db.query<{ meetings: number; of_a: number; of_b: number }>(
    `with met as (
       select distinct mine.player_id, theirs.player_id as other, mine.match_id
       from seats mine
       join seats theirs on theirs.match_id = mine.match_id and theirs.player_id <> mine.player_id
       where mine.player_id in ($1, $2) and mine.created_at
         > clock_timestamp() - make_interval(days => ${COLLUSION.often.days})
     )
     select count(*) filter (where player_id = $1 and other = $2)::int as meetings,
       count(distinct match_id) filter (where player_id = $1)::int as of_a,
       count(distinct match_id) filter (where player_id = $2)::int as of_b
     from met`,
    [a, b],
  );
  const { meetings = 0, of_a = 0, of_b = 0 } = rows[0] ?? {};
  return { meetings, matches: [of_a, of_b] as const };
}

/** Nothing is compared where the two have not met often enough to have said it before. */
async function wordsOf(
  db: Queryable,
  { matchId, players }: Pair,
): Promise<Pick<PairFacts, "now" | "before" | "elsewhere">> {
  const { rows } = await db.query<{ match_id: string; body: string }>(
    `select m.match_id, m.body from messages m join seats s on s.id = m.seat_id
     where s.player_id in ($1, $2) and m.match_id in (
       select a.match_id from seats a join seats b on b.match_id = a.match_id
       where a.player_id = $1 and b.player_id = $2
       group by a.match_id order by max(a.created_at) desc limit ${MOST_MATCHES})`,
    [...players],
  );
  const together = Map.groupBy(rows, (row) => row.match_id);
  const bodies = (lines: readonly { body: string }[] = []) => lines.map(({ body }) => body);
  const now = bodies(together.get(matchId));
  together.delete(matchId);
  const before = [...together.values()].map(bodies);
  if (before.length < COLLUSION.phrase.matches) return { now: [], before: [], elsewhere: [] };
  const { rows: others } = await db.query<{ body: string }>(
    `(select m.body from messages m join seats s on s.id = m.seat_id
        where s.player_id in ($1, $2) and not exists (
          select from seats a join seats b on b.match_id = a.match_id
          where a.match_id = m.match_id and a.player_id = $1 and b.player_id = $2)
        order by m.id desc limit ${MOST_LINES})
     union all
     (select m.body from messages m join seats s on s.id = m.seat_id
        where s.player_id is distinct from $1 and s.player_id is distinct from $2
        order by m.id desc limit ${SAMPLE})`,
    [...players],
  );
  return { now, before, elsewhere: bodies(others) };
}

const BOARD = `from standings where board = 'detectives' and "window" = 'all' and scope = 'all'`;

async function guessesOf(
  db: Queryable,
  playerId: string,
): Promise<{ own: Guessed; others: Guessed }> {
  const none = { games: 0, correct: 0 };
  const { rows } = await db.query<Guessed>(`select games, correct ${BOARD} and subject_id = $1`, [
    playerId,
  ]);
  const [own = none] = rows;
  const { games, floor } = COLLUSION.accuracy;
  // Everybody's sum is only asked for where it can matter.
  if (own.games < games || own.correct < own.games * floor) return { own, others: none };
  const { rows: sums } = await db.query<Guessed>(
    `select coalesce(sum(games), 0)::int as games, coalesce(sum(correct), 0)::int as correct
     ${BOARD} and subject_id <> $1`,
    [playerId],
  );
  return { own, others: sums[0] ?? none };
}
