import type pg from "pg";

/** Matches that have been played, straight into the tables: as many as a test or a bench needs. */
export interface Played {
  rulesetId: string;
  matches: number;
  /** By turns, in each match. */
  messages: number;
  /** People, by turns the first seat of a match. */
  playerIds: readonly string[];
  /** Who sits opposite, by turns. */
  personaVersionIds: readonly string[];
  armId?: string;
  isTest?: boolean;
  enrolmentIds?: readonly string[];
  /** The first so many matches end with the AI judged human. */
  passes?: number;
}

/** One statement: keys that point at each other are checked at its end. */
const STORE = `
  with made as materialized (
    select n, uuidv7() as match, uuidv7() as round, uuidv7() as conversation, uuidv7() as person,
      uuidv7() as witness, clock_timestamp() - interval '1 day' + n * interval '1 ms' as opened
    from generate_series(1, $2::int) n
  ), lines as materialized (
    select match, conversation, witness, k, uuidv7() as message,
      opened + k * interval '7 seconds' as at, case when k % 2 = 1 then person else witness end as seat
    from made, generate_series(1, $3::int) k
  ), m as (
    insert into matches (id, ruleset_id, version, phase, time_scale, seed, state, wave_at,
      humans_eligible, players_connected, met_recently, opened_at, ended_at, end_reason, rated,
      rated_reason, arm_id, is_test)
    select match, $1::uuid, 9, 'revealed', 1, md5(match::text), '{}', opened, 4, false, false, opened,
      opened + interval '2 minutes', 'guessed', true, 'rated', $6::uuid, $7::boolean
    from made
  ), o as (
    insert into rounds (id, match_id, number, opened_at, chat_closed_at, closed_at)
    select round, match, 1, opened, opened + interval '110 seconds', opened + interval '2 minutes'
    from made
  ), s as (
    insert into seats (id, match_id, round_id, round, label, role, participant, kind, player_id,
      persona_version_id, p_ai, humans_eligible, lobby_wait_ms, prior_games, prior_ai_streak,
      ratings, live, enrolment_id)
    select person, match, round, 1, 'A', 'both', 0, 'human', ($4::uuid[])[1 + n % cardinality($4::uuid[])],
      null, .5, 4, 5000, n / cardinality($4::uuid[]), 0, '{}'::jsonb, false,
      ($8::uuid[])[1 + n % greatest(1, cardinality($8::uuid[]))]
    from made
    union all
    select witness, match, round, 1, 'B', 'both', 1, 'ai', null,
      ($5::uuid[])[1 + n % cardinality($5::uuid[])], .5, 4, null, n, 0, '{}'::jsonb, false, null
    from made
  ), c as (
    insert into conversations (id, match_id, round_id) select conversation, match, round from made
  ), w as (
    insert into messages (id, match_id, round, conversation_id, seat_id, label, seq, body, client_id,
      pasted, at)
    select message, match, 1, conversation, seat, case when k % 2 = 1 then 'A' else 'B' end, k,
      'line ' || k || ' of a chat, "said" by somebody, about as long as people write', message, false,
      at
    from lines
  ), y as (
    insert into replies (match_id, conversation_id, seat_id, round, label, after_seq, state, body,
      received_at, delay_ms, generated_at, typing_at, deliver_at, model, message_id)
    select match, conversation, witness, 1, 'B', k - 1, 'delivered', 'a line', at - interval '6 s',
      6000, at - interval '5 s', at - interval '3 s', at - interval '20 ms', 'scripted', message
    from lines where k % 2 = 0
    returning id, match_id, seat_id, after_seq, received_at
  ), g as (
    insert into generations (match_id, seat_id, reply_id, persona_version_id, purpose, attempt,
      provider, model, prompt_sha256, requested_at, latency_ms, prompt_tokens, completion_tokens)
    select y.match_id, y.seat_id, y.id, ($5::uuid[])[1 + made.n % cardinality($5::uuid[])], 'reply', 1,
      'default', 'scripted', md5('prompt'), y.received_at, 400, 300, 12
    from y join made on made.match = y.match_id where y.after_seq = 1
  )
  insert into guesses (match_id, round_id, by_seat_id, about_seat_id, p_ai, confidence, reason, tells,
    early, decision_ms, sole, created_at)
  select match, round, person, witness, case when n <= $9::int then .2 else .85 end, .7,
    'a feeling', '{}', false, 4000, true, opened + interval '115 seconds'
  from made`;

const MATCHES_AT_A_TIME = 10_000;

export async function storePlayed(db: pg.ClientBase | pg.Pool, played: Played): Promise<void> {
  const { matches, passes = 0 } = played;
  for (let stored = 0; stored < matches; stored += MATCHES_AT_A_TIME)
    await db.query(STORE, [
      played.rulesetId,
      Math.min(MATCHES_AT_A_TIME, matches - stored),
      played.messages,
      played.playerIds,
      played.personaVersionIds,
      played.armId ?? null,
      played.isTest ?? false,
      played.enrolmentIds ?? [],
      Math.max(0, passes - stored),
    ]);
}
