import type { Role } from "../../game/match.ts";
import type { Database } from "../client.ts";
import type { decisions } from "../schema/moderation.ts";
import type { FlagKind, QueuedCase, ReportCategory } from "./case-queue.ts";
import { iso } from "./iso.ts";

export interface CaseHead extends Pick<
  QueuedCase,
  | "id"
  | "matchId"
  | "ruleset"
  | "state"
  | "priority"
  | "openedAt"
  | "closedAt"
  | "running"
  | "claim"
> {
  version: number;
  phase: "chatting" | "guessing" | "revealed" | "voided";
  /** Voided after its reveal, not while it ran. */
  endReason: string | null;
  endedAt: string | null;
  rated: boolean | null;
  ratedReason: string | null;
}

export interface FileSeat {
  id: string;
  round: number;
  label: string;
  role: Role;
  kind: "human" | "ai";
  name: string;
  playerId: string | null;
  leftAt: string | null;
}

export interface FileMessage {
  id: string;
  seatId: string;
  round: number;
  conversationId: string;
  body: string;
  /** As it was typed, where delivery made it plainer. */
  raw: string | null;
  at: string;
  hidden: boolean;
  erased: boolean;
}

interface FileReport {
  id: string;
  bySeatId: string;
  aboutSeatId: string;
  category: ReportCategory;
  note: string | null;
  at: string;
}

export interface FileFlag {
  id: string;
  seatId: string | null;
  messageId: string | null;
  kind: FlagKind;
  refusedText: string | null;
  detail: Record<string, string | number>;
  at: string;
}

interface FileGuess {
  bySeatId: string;
  aboutSeatId: string;
  pAi: number;
  confidence: number | null;
  reason: string | null;
  tells: string[];
  at: string;
}

interface FileGeneration {
  id: string;
  seatId: string;
  purpose: "reply" | "guess";
  attempt: number;
  hedged: boolean;
  provider: string;
  model: string;
  promptSha256: string;
  at: string;
  latencyMs: number;
  promptTokens: number | null;
  completionTokens: number | null;
  cost: number | null;
  error: string | null;
}

export interface FileDecision {
  id: string;
  action: (typeof decisions.$inferSelect)["action"];
  playerId: string | null;
  player: string | null;
  messageId: string | null;
  until: string | null;
  reason: string;
  by: string;
  mine: boolean;
  at: string;
  undone: { by: string; reason: string; at: string } | null;
  appeals: {
    id: string;
    player: string;
    text: string;
    state: "open" | "granted" | "refused";
    at: string;
    answer: string | null;
  }[];
}

/** What is known of a player besides this match. */
export interface FilePlayer {
  id: string;
  handle: string;
  guest: boolean;
  since: string;
  /** Under which they played as guests before they signed in. */
  formerHandles: string[];
  matches: number;
  /** Other matches with reports about them, by category. */
  reports: { category: ReportCategory; count: number }[];
  sanctions: {
    caseId: string;
    action: "warn" | "mute" | "ban";
    reason: string;
    until: string | null;
    at: string;
    undone: boolean;
  }[];
}

export interface CaseFile {
  seats: FileSeat[];
  messages: FileMessage[];
  reports: FileReport[];
  flags: FileFlag[];
  guesses: FileGuess[];
  generations: FileGeneration[];
  decisions: FileDecision[];
  players: FilePlayer[];
}

/** The top of a case; null where there is none, or the moderator sat in its match. */
export async function caseHead(
  { pool }: Database,
  caseId: string,
  moderatorId: string,
): Promise<CaseHead | null> {
  const { rows } = await pool.query<CaseHead>(
    `select c.id, c.match_id as "matchId", r.body ->> 'title' as ruleset, c.state, c.priority,
       c.version, ${iso("c.opened_at")} as "openedAt", ${iso("c.closed_at")} as "closedAt",
       m.phase, m.phase in ('chatting', 'guessing') as running, m.end_reason as "endReason",
       ${iso("m.ended_at")} as "endedAt", m.rated, m.rated_reason as "ratedReason",
       case when c.claimed_until > clock_timestamp() then jsonb_build_object(
         'by', p.handle, 'until', ${iso("c.claimed_until")}, 'mine', c.claimed_by = $2)
       end as claim
     from cases c
     join matches m on m.id = c.match_id
     join rulesets r on r.id = m.ruleset_id
     left join players p on p.id = c.claimed_by
     where c.id = $1
       and not exists (select from seats s where s.match_id = c.match_id and s.player_id = $2)`,
    [caseId, moderatorId],
  );
  return rows[0] ?? null;
}

/** Everything about the ended match of a case. */
export async function caseFile(
  { pool }: Database,
  matchId: string,
  moderatorId: string,
): Promise<CaseFile> {
  const list = async <T extends object>(text: string, ...more: string[]): Promise<T[]> =>
    (await pool.query<T>(text, [matchId, ...more])).rows;
  const [seats, messages, reports, flags, guesses, generations, decided, players] =
    await Promise.all([
      list<FileSeat>(SEATS),
      list<FileMessage>(MESSAGES),
      list<FileReport>(REPORTS),
      list<FileFlag>(FLAGS),
      list<FileGuess>(GUESSES),
      list<FileGeneration>(GENERATIONS),
      list<FileDecision>(DECISIONS, moderatorId),
      list<FilePlayer>(PLAYERS),
    ]);
  return {
    seats,
    messages,
    reports,
    flags,
    guesses,
    generations,
    decisions: decided,
    players,
  };
}

const SEATS = `select s.id, s.round, s.label, s.role, s.kind, s.player_id as "playerId",
    coalesce(p.handle, pe.codename) as name, ${iso("s.left_at")} as "leftAt"
  from seats s
  left join players p on p.id = s.player_id
  left join persona_versions v on v.id = s.persona_version_id
  left join personas pe on pe.id = v.persona_id
  where s.match_id = $1 order by s.round, s.label`;

const MESSAGES = `select id, seat_id as "seatId", round, conversation_id as "conversationId", body,
    raw, ${iso("at")} as at, hidden_at is not null as hidden, erased_at is not null as erased
  from messages where match_id = $1 order by seq`;

const REPORTS = `select id, by_seat_id as "bySeatId", about_seat_id as "aboutSeatId", category,
    note, ${iso("created_at")} as at
  from reports where match_id = $1 order by created_at, id`;

const FLAGS = `select id, seat_id as "seatId", message_id as "messageId", kind,
    refused_text as "refusedText", detail, ${iso("created_at")} as at
  from flags where match_id = $1 order by created_at, id`;

const GUESSES = `select by_seat_id as "bySeatId", about_seat_id as "aboutSeatId", p_ai as "pAi",
    confidence, reason, tells, ${iso("created_at")} as at
  from guesses where match_id = $1 order by created_at, id`;

const GENERATIONS = `select id, seat_id as "seatId", purpose, attempt, hedged, provider, model,
    prompt_sha256 as "promptSha256", ${iso("requested_at")} as at, latency_ms as "latencyMs",
    prompt_tokens as "promptTokens", completion_tokens as "completionTokens", cost, error
  from generations where match_id = $1 order by requested_at, id`;

const DECISIONS = `select d.id, d.action, d.player_id as "playerId", p.handle as player,
    d.message_id as "messageId", ${iso("d.until")} as until, d.reason, m.handle as by,
    d.by = $2 as mine, ${iso("d.created_at")} as at,
    case when d.undone_at is not null then jsonb_build_object(
      'by', u.handle, 'reason', d.undo_reason, 'at', ${iso("d.undone_at")}) end as undone,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'player', q.handle, 'text', a.text,
        'state', a.state, 'at', ${iso("a.created_at")}, 'answer', a.answer) order by a.created_at)
      from appeals a join players q on q.id = a.player_id where a.decision_id = d.id),
      '[]') as appeals
  from decisions d
  join cases c on c.id = d.case_id and c.match_id = $1
  join players m on m.id = d.by
  left join players p on p.id = d.player_id
  left join players u on u.id = d.undone_by
  order by d.created_at, d.id`;

const PLAYERS = `select p.id, p.handle, p.guest, ${iso("p.created_at")} as since,
    coalesce((select jsonb_agg(distinct g.handle) from players g
      where g.merged_into = p.id and g.handle <> p.handle), '[]') as "formerHandles",
    (select count(distinct s.match_id)::int from seats s
      join matches m on m.id = s.match_id and m.ended_at is not null
      where s.player_id = p.id) as matches,
    coalesce((select jsonb_agg(jsonb_build_object('category', x.category, 'count', x.count))
      from (select r.category, count(*)::int as count from reports r
        join seats s on s.id = r.about_seat_id and s.player_id = p.id
        where r.match_id <> $1 group by r.category order by count(*) desc) x), '[]') as reports,
    coalesce((select jsonb_agg(jsonb_build_object('caseId', d.case_id, 'action', d.action,
        'reason', d.reason, 'until', ${iso("d.until")}, 'at', ${iso("d.created_at")},
        'undone', d.undone_at is not null) order by d.created_at desc)
      from decisions d where d.player_id = p.id), '[]') as sanctions
  from players p
  where p.id in (select player_id from seats where match_id = $1)
  order by p.id`;
