import { sql } from "drizzle-orm";
import { INITIAL_RATING, type Rating } from "../game/rating.ts";
import type { LADDERS } from "../game/rating-periods.ts";
import { type Ladder, type RatingsOf, type Scope, scopesOf } from "../game/rating-periods.ts";
import type { Candidate } from "../game/mix.ts";
import type { Ruleset } from "../game/ruleset.ts";
import type { Orm } from "./client.ts";
import { waveCandidates } from "./wave-candidates.ts";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** Partners that are looked back on for a streak. */
const STREAK_LIMIT = 50;

/** What a wave must know about its players before it seats them. */
export interface WaveFacts {
  candidates: Candidate[];
  lastMet: (playerId: string, personaId: string) => number | null;
  metWithinHour: (a: string, b: string) => boolean;
  metWithinWeek: (a: string, b: string) => boolean;
  /** Two who are never paired again. */
  blocked: (a: string, b: string) => boolean;
  isStaff: (playerId: string) => boolean;
  lastInterrogatedAt: (playerId: string) => number | null;
  past: (playerId: string) => { priorGames: number; priorAiStreak: number };
  ratings: (subjectId: string) => RatingsOf;
}

export async function waveFacts(
  orm: Orm,
  playerIds: readonly string[],
  ruleset: Ruleset,
  now: number,
): Promise<WaveFacts> {
  const { slug } = ruleset;
  const candidates = await waveCandidates(orm, ruleset);
  const personaIds = candidates.map(({ personaId }) => personaId);
  const met = await personasMet(orm, playerIds);
  const pairs = await pairsMet(orm, playerIds, now);
  const interrogated = await interrogations(orm, playerIds, slug);
  const past = await pastOf(orm, playerIds);
  const blocked = await blockedPairs(orm, playerIds);
  const staff = await staffAmong(orm, playerIds);
  const ratings = await ratingsOf(orm, [...playerIds, ...personaIds], slug);
  const metSince = (a: string, b: string, since: number) => (pairs.get(pairKey(a, b)) ?? 0) > since;
  return {
    candidates,
    lastMet: (playerId, personaId) => met.get(`${playerId} ${personaId}`) ?? null,
    metWithinHour: (a, b) => metSince(a, b, now - HOUR_MS),
    metWithinWeek: (a, b) => metSince(a, b, now - WEEK_MS),
    blocked: (a, b) => blocked.has(pairKey(a, b)),
    isStaff: (playerId) => staff.has(playerId),
    lastInterrogatedAt: (playerId) => interrogated.get(playerId) ?? null,
    past: (playerId) => past.get(playerId) ?? { priorGames: 0, priorAiStreak: 0 },
    ratings: (subjectId) => ratings.get(subjectId) ?? initialRatings(slug),
  };
}

async function personasMet(orm: Orm, playerIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await orm.execute<{ player_id: string; persona_id: string; at: Date }>(sql`
    select mine.player_id, v.persona_id, max(mine.created_at) as at
    from seats mine
    join seats theirs on theirs.match_id = mine.match_id and theirs.kind = 'ai'
    join persona_versions v on v.id = theirs.persona_version_id
    where mine.player_id = any(${uuids(playerIds)}) group by 1, 2`);
  return new Map(
    rows.map((row) => [`${row.player_id} ${row.persona_id}`, new Date(row.at).getTime()]),
  );
}

async function pairsMet(
  orm: Orm,
  playerIds: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  const { rows } = await orm.execute<{ a: string; b: string; at: Date }>(sql`
    select a.player_id as a, b.player_id as b, max(a.created_at) as at
    from seats a join seats b on b.match_id = a.match_id and b.player_id <> a.player_id
    where a.player_id = any(${uuids(playerIds)}) and b.player_id = any(${uuids(playerIds)})
      and a.created_at > ${new Date(now - WEEK_MS).toISOString()}::timestamptz
    group by 1, 2`);
  return new Map(rows.map((row) => [pairKey(row.a, row.b), new Date(row.at).getTime()]));
}

async function blockedPairs(orm: Orm, playerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await orm.execute<{ a: string; b: string }>(sql`
    select player_id as a, other_id as b from blocks
    where player_id = any(${uuids(playerIds)}) and other_id = any(${uuids(playerIds)})`);
  return new Set(rows.map(({ a, b }) => pairKey(a, b)));
}

async function staffAmong(orm: Orm, playerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await orm.execute<{ id: string }>(sql`
    select id from players where id = any(${uuids(playerIds)}) and role <> 'player'`);
  return new Set(rows.map(({ id }) => id));
}

async function interrogations(
  orm: Orm,
  playerIds: readonly string[],
  slug: string,
): Promise<Map<string, number>> {
  const { rows } = await orm.execute<{ player_id: string; at: Date }>(sql`
    select s.player_id, max(s.created_at) as at
    from seats s
    join matches m on m.id = s.match_id
    join rulesets r on r.id = m.ruleset_id
    where s.player_id = any(${uuids(playerIds)}) and s.role = 'interrogator' and r.slug = ${slug}
    group by 1`);
  return new Map(rows.map((row) => [row.player_id, new Date(row.at).getTime()]));
}

/** Games played and AI partners in a row, by the newest match whose partners were shown. */
async function pastOf(orm: Orm, playerIds: readonly string[]) {
  const { rows } = await orm.execute<{ player_id: string; games: string; kinds: boolean[] }>(sql`
    select p.id as player_id,
      (select count(distinct s.match_id) from seats s where s.player_id = p.id) as games,
      array(select exists (select from seats o where o.match_id = m.id and o.kind = 'ai')
        from seats s join matches m on m.id = s.match_id
        where s.player_id = p.id and s.round = 1 and m.phase = 'revealed' and not s.held
        order by m.ended_at desc limit ${STREAK_LIMIT}) as kinds
    from unnest(${uuids(playerIds)}) as p (id)`);
  return new Map(
    rows.map(({ player_id, games, kinds }) => {
      const streak = kinds.indexOf(false);
      const priorAiStreak = streak < 0 ? kinds.length : streak;
      return [player_id, { priorGames: Number(games), priorAiStreak }];
    }),
  );
}

async function ratingsOf(
  orm: Orm,
  subjectIds: readonly string[],
  slug: string,
): Promise<Map<string, RatingsOf>> {
  const { rows } = await orm.execute<
    { subject_id: string; ladder: Ladder; scope: Scope } & Record<keyof Rating, number>
  >(sql`
    select subject_id, ladder, scope, rating, deviation, volatility from ratings
    where subject_id = any(${uuids(subjectIds)}) and scope in ('all', ${slug})`);
  const ratings = new Map<string, RatingsOf>();
  for (const { subject_id, ladder, scope, rating, deviation, volatility } of rows) {
    const known = ratings.get(subject_id) ?? initialRatings(slug);
    const scoped = known[scope];
    if (scoped) scoped[ladder] = { rating, deviation, volatility };
    ratings.set(subject_id, known);
  }
  return ratings;
}

function initialRatings(slug: string): RatingsOf {
  return Object.fromEntries(
    scopesOf(slug).map((scope) => [
      scope,
      {
        skill: INITIAL_RATING,
        difficulty: INITIAL_RATING,
        humanness: INITIAL_RATING,
        suspicion: INITIAL_RATING,
      } satisfies Record<(typeof LADDERS)[number], Rating>,
    ]),
  );
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function uuids(ids: readonly string[]) {
  return sql`${sql.param(ids)}::uuid[]`;
}
