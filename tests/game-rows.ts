import type pg from "pg";
import type { Stores } from "../db/stores.ts";

/** A game that has been played: one guess of a person about one witness. */
export interface GameMade {
  pAi: number;
  isAi: boolean;
  /** Who guesses, counted from 0; each is a player of their own. */
  detective?: number;
  /** Slug of the persona version that plays the AI. */
  personaVersionId?: string;
  armId?: string | null;
  rulesetId?: string;
  phase?: "revealed" | "voided";
  isTest?: boolean;
  staffSeated?: boolean;
  priorGames?: number;
  priorAiStreak?: number;
  knewPartner?: boolean;
  playedAsSelf?: boolean;
  left?: boolean;
  /** Detective and witness by turns, the detective first. */
  messages?: number;
  /** Seconds from a message of the detective to the witness's answer. */
  delay?: number;
  decisionMs?: number;
  reason?: string | null;
  tells?: number;
  held?: boolean;
  enrolmentId?: string | null;
  /** Two witnesses, one of each kind; the guess is about the one that `isAi` says. */
  forcedChoice?: boolean;
  /** Seconds before now at which the match ended. */
  endedAgo?: number;
}

/** One statement: keys that point at each other are checked at its end. */
const STORE = `
  with spec as materialized (
    select t.*, uuidv7() as match, uuidv7() as round, uuidv7() as talk, uuidv7() as d, uuidv7() as w,
      uuidv7() as o, date_trunc('milliseconds', clock_timestamp()) - make_interval(secs => t."endedAgo") as ended,
      gen_random_uuid()::text as salt
    from jsonb_to_recordset($1) as t ("pAi" float8, "isAi" boolean, player uuid, other uuid,
      "versionId" uuid, "armId" uuid, "rulesetId" uuid, phase text, "isTest" boolean,
      "staffSeated" boolean, "priorGames" int, "priorAiStreak" int, "knewPartner" boolean,
      "playedAsSelf" boolean, "left" boolean, messages int, delay float8, "decisionMs" int,
      reason text, tells int, held boolean, "enrolmentId" uuid, "forcedChoice" boolean,
      "endedAgo" float8)
  ), m as (
    insert into matches (id, ruleset_id, version, phase, time_scale, seed, state, wave_at,
      humans_eligible, players_connected, met_recently, staff_seated, opened_at, ended_at, end_reason,
      rated, rated_reason, arm_id, is_test)
    select match, "rulesetId", 9, phase, 1, md5(salt), '{}', ended - interval '2 minutes', 4, false,
      false, "staffSeated", ended - interval '2 minutes', ended, 'guessed', false, 'too-few-humans',
      "armId", "isTest" from spec
  ), r as (
    insert into rounds (id, match_id, number, opened_at, chat_closed_at, closed_at)
    select round, match, 1, ended - interval '2 minutes', ended, ended from spec
  ), s as (
    insert into seats (id, match_id, round_id, round, label, role, participant, kind, player_id,
      persona_version_id, p_ai, humans_eligible, lobby_wait_ms, prior_games, prior_ai_streak, ratings,
      live, left_at, played_as_self, knew_partner, enrolment_id, held)
    select d, match, round, 1, 'A', case when "forcedChoice" then 'interrogator' else 'both' end, 0,
      'human', player, null, .5, 4, 5000, "priorGames", "priorAiStreak", '{}'::jsonb, false,
      case when "left" then ended end, "playedAsSelf", "knewPartner", "enrolmentId", held from spec
    union all
    select w, match, round, 1, 'B', case when "forcedChoice" then 'witness' else 'both' end, 1,
      case when "isAi" then 'ai' else 'human' end, case when not "isAi" then other end,
      case when "isAi" then "versionId" end, .5, 4, null, 0, 0, '{}'::jsonb, false, null, null, null,
      null, false from spec
    union all
    select o, match, round, 1, 'C', 'witness', 2, case when "isAi" then 'human' else 'ai' end,
      case when "isAi" then other end, case when not "isAi" then "versionId" end, .5, 4, null, 0, 0,
      '{}'::jsonb, false, null, null, null, null, false from spec where "forcedChoice"
  ), c as (
    insert into conversations (id, match_id, round_id) select talk, match, round from spec
  ), said as (
    insert into messages (match_id, round, conversation_id, seat_id, label, seq, body, client_id, pasted, at)
    select match, 1, talk, case when k % 2 = 1 then d else w end, case when k % 2 = 1 then 'A' else 'B' end,
      k, 'line ' || k, k::text, false,
      ended - interval '110 seconds' + make_interval(secs => ((k + 1) / 2 - 1) * (delay + 5)
        + case when k % 2 = 0 then delay else 0 end)
    from spec, generate_series(1, messages) k
    returning id, match_id, seq
  )
  insert into guesses (match_id, round_id, by_seat_id, about_seat_id, p_ai, confidence, reason, tells,
    early, decision_ms, sole, created_at)
  select match, round, d, w, "pAi", null, reason, case when tells > 0 then array(
      select said.id from said where said.match_id = match and said.seq % 2 = 0 limit tells) else '{}' end,
    false, "decisionMs", true, ended from spec`;

const PLAYERS = `
  insert into players (handle) select 'Player ' || n from generate_series(1, $1::int) n returning id`;

interface Defaults {
  rulesetId: string;
  hubId: string;
  versionId: string;
}

const DEFAULTS = `
  select (select id from rulesets where slug = 'quick-duel' order by version limit 1) as "rulesetId",
    (select id from rulesets where slug = 'three-party' order by version limit 1) as "hubId",
    (select v.id from persona_versions v join personas p on p.id = v.persona_id
      order by p.codename, v.version limit 1) as "versionId"`;

const AT_A_TIME = 5000;

/**
 * Stores games as they lie in Postgres after they were played, by detectives of their own.
 * @returns the ids of those players, by number
 */
export async function storeGames(
  { database }: Pick<Stores, "database">,
  games: readonly GameMade[],
): Promise<string[]> {
  const { pool } = database;
  const most = Math.max(...games.map(({ detective = 0 }) => detective));
  const { rows } = await pool.query<{ id: string }>(PLAYERS, [most + 2]);
  const players = rows.map(({ id }) => id);
  const [usual] = (await pool.query<Defaults>(DEFAULTS)).rows;
  if (!usual) throw new Error("no rulesets");
  for (let from = 0; from < games.length; from += AT_A_TIME)
    await insert(pool, games.slice(from, from + AT_A_TIME), players, usual);
  return players;
}

async function insert(
  pool: pg.Pool,
  games: readonly GameMade[],
  players: readonly string[],
  usual: Defaults,
): Promise<void> {
  const spec = games.map(({ detective = 0, personaVersionId, ...game }) => ({
    ...{ player: players[detective], other: players.at(-1) },
    versionId: personaVersionId ?? usual.versionId,
    rulesetId: game.forcedChoice ? usual.hubId : usual.rulesetId,
    ...{ armId: null, phase: "revealed", isTest: false, staffSeated: false, priorGames: 0 },
    ...{ priorAiStreak: 0, knewPartner: null, playedAsSelf: null, left: false, messages: 4 },
    ...{ delay: 5, decisionMs: 60_000, reason: null, tells: 0, held: false, enrolmentId: null },
    ...{ forcedChoice: false, endedAgo: 60, ...game },
  }));
  await pool.query(STORE, [JSON.stringify(spec)]);
}

/** So many games, of which the first pass: their witness is judged human. */
export function passing(passes: number, n: number, game: Omit<GameMade, "pAi">): GameMade[] {
  return Array.from({ length: n }, (_, index) => ({
    ...{ detective: index % 40, ...game },
    pAi: index < passes ? 0.2 : 0.8,
  }));
}
