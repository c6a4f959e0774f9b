import type { Database } from "../client.ts";
import { SHOWN_SLUG } from "./shown.ts";

export type Row = Record<string, unknown>;

const MINE = "(select id from seats where player_id = $1)";
/** Matches of the player's that run or are held back: what would say who sits there is left out. */
const RUNNING = `(select m.opened_at from matches m join seats s on s.match_id = m.id
  where s.player_id = $1 and (m.phase in ('chatting', 'guessing') or s.held))`;

/** All that is held about a player besides their matches, by what it is. */
const SECTIONS = {
  player: `select id, handle, guest, role, created_at as "createdAt" from players where id = $1`,
  identities: `select issuer, subject, shown_as as "shownAs", created_at as "createdAt",
      last_sign_in_at as "lastSignInAt"
    from identities where player_id = $1 order by created_at`,
  sessions: `select browser, created_at as "createdAt", seen_at as "seenAt",
      expires_at as "expiresAt", ended_at as "endedAt", end_reason as "endReason"
    from sessions where player_id = $1 order by created_at`,
  consents: `select version, how, given_at as "givenAt"
    from consents where player_id = $1 order by version`,
  studies: `select x.code, v.design ->> 'title' as title, e.state, e.consent_version as "consentVersion",
      e.consented_at as "consentedAt", e.answers, e.answered_at as "answeredAt", e.source, e.locale,
      e.device, e.closed_at as "closedAt", e.withdrawn_at as "withdrawnAt", r.params as "linkSaid"
    from enrolments e
    join experiment_versions v on v.id = e.experiment_version_id
    join experiments x on x.id = v.experiment_id
    left join recruits r on r.enrolment_id = e.id
    where e.player_id = $1 order by e.consented_at`,
  tickets: `select ${SHOWN_SLUG} as ruleset, t.state, t.end_reason as "endReason",
      t.created_at as "createdAt", t.closed_at as "closedAt", t.match_id as "matchId",
      t.address as "addressHash", t.device as "deviceHash", t.invitation
    from tickets t join rulesets r on r.id = t.ruleset_id
    where t.player_id = $1 order by t.created_at`,
  reportsMade: `select r.match_id as "matchId", a.label as seat, r.category, r.note,
      r.created_at as "createdAt"
    from reports r join seats a on a.id = r.about_seat_id
    where r.by_seat_id in ${MINE} order by r.created_at`,
  textsRefused: `select match_id as "matchId", kind, refused_text as text, created_at as "createdAt"
    from flags where seat_id in ${MINE} and refused_text is not null order by created_at`,
  decisions: `select d.id, c.match_id as "matchId", d.action, d.until, d.reason,
      d.created_at as "createdAt", d.undone_at as "undoneAt", d.undo_reason as "undoReason"
    from decisions d join cases c on c.id = d.case_id
    where d.player_id = $1 order by d.created_at`,
  appeals: `select decision_id as "decisionId", text, state, created_at as "createdAt", answer,
      answered_at as "answeredAt"
    from appeals where player_id = $1 order by created_at`,
  neverPairedAgain: `select created_at as "createdAt"
    from blocks where player_id = $1
      and not exists (select from ${RUNNING} live where live.opened_at <= blocks.created_at)
    order by created_at`,
  ratings: `select ladder, scope, rating, deviation, volatility, games
    from ratings where subject_id = $1 order by ladder, scope`,
  standings: `select board, "window", window_start::text as "windowStart", scope, games, correct,
      partners, rating, rating_deviation as "ratingDeviation"
    from standings where subject_id = $1 order by board, "window", window_start, scope`,
} as const;

/** What is held about a player besides matches, one part after the other. */
export async function* personalSections(
  { pool }: Database,
  playerId: string,
): AsyncGenerator<[part: string, rows: Row[]]> {
  for (const [part, text] of Object.entries(SECTIONS)) {
    const { rows } = await pool.query<Row>(text, [playerId]);
    yield [part, rows];
  }
}

interface PageOfMatches {
  ended: string[];
  /** Where the next page begins; null after the last. */
  after: string | null;
}

/** A player's ended matches in the order in which they were opened, a page at a time. */
export async function endedMatchesOf(
  { pool }: Database,
  playerId: string,
  after: string | null,
  limit: number,
): Promise<PageOfMatches> {
  const { rows } = await pool.query<{ id: string }>(
    `select m.id from matches m
     where m.id in (select match_id from seats where player_id = $1 and not held)
       and m.phase in ('revealed', 'voided') and ($2::uuid is null or m.id > $2)
     order by m.id limit $3`,
    [playerId, after, limit],
  );
  const ended = rows.map(({ id }) => id);
  return { ended, after: ended.length < limit ? null : (ended.at(-1) ?? null) };
}

export async function runningMatchesOf({ pool }: Database, playerId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct m.id from matches m join seats s on s.match_id = m.id
     where s.player_id = $1 and (m.phase in ('chatting', 'guessing') or s.held)`,
    [playerId],
  );
  return rows.map(({ id }) => id);
}

/** What a player's own seats in a match hold beyond what the match's page shows. */
export async function ownTraces({ pool }: Database, matchId: string, playerId: string) {
  const seats = await pool.query<Row>(
    `select round, label as seat, lobby_wait_ms as "lobbyWaitMs", prior_games as "priorGames",
       prior_ai_streak as "priorAiStreak", left_at as "leftAt", rating_before as "ratingBefore",
       rating_after as "ratingAfter", played_as_self as "playedAsSelf", knew_partner as "knewPartner"
     from seats where match_id = $1 and player_id = $2 order by round`,
    [matchId, playerId],
  );
  const sent = await pool.query<Row>(
    `select m.id, m.raw as "asSent", m.pasted, m.hidden_at as "hiddenAt", m.erased_at as "erasedAt"
     from messages m join seats s on s.id = m.seat_id
     where m.match_id = $1 and s.player_id = $2 order by m.seq`,
    [matchId, playerId],
  );
  const made = await pool.query<Row>(
    `select b.round, a.label as seat, g.p_ai as "pAi", g.confidence, g.reason, g.tells, g.early,
       g.decision_ms as "decisionMs", g.created_at as "createdAt"
     from guesses g join seats b on b.id = g.by_seat_id join seats a on a.id = g.about_seat_id
     where g.match_id = $1 and b.player_id = $2 order by g.created_at, g.id`,
    [matchId, playerId],
  );
  return { seats: seats.rows, sent: sent.rows, guesses: made.rows };
}
