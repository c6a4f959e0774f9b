import type { Match } from "../game/match.ts";
import { loadMatch } from "./match-rows.ts";
import type { PlayerRole } from "./schema/players.ts";
import type { Stores } from "./stores.ts";
import { recordAudit } from "./audit.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** Who works at the desk. */
export interface Moderator {
  playerId: string;
  role: PlayerRole;
}

interface Claim {
  by: string;
  until: string;
}

export type CaseRefusal =
  | { ok: false; code: "case/claimed"; claim: Claim }
  | {
      ok: false;
      code:
        | "case/not-found"
        | "case/still-running"
        | "case/changed"
        | "case/closed"
        | "decision/not-found"
        | "decision/target"
        | "decision/already"
        | "decision/undone"
        | "appeal/not-found"
        | "appeal/already"
        | "appeal/answered"
        | "appeal/own-decision";
    };

export function refused(code: Exclude<CaseRefusal["code"], "case/claimed">): CaseRefusal {
  return { ok: false, code };
}

/** A case that is locked for the transaction, free for its moderator. */
export interface HeldCase {
  id: string;
  matchId: string;
  state: "open" | "closed";
  version: number;
}

const CLAIM_MINUTES = 10;

interface Row extends HeldCase {
  live: boolean;
  /** Of somebody else, and still good. */
  claim: Claim | null;
}

/**
 * Locks a case for a moderator. Who sat in its match finds none; one whose match still runs, or on
 * which somebody else works, is refused.
 */
export async function holdCase(
  { client }: Transaction,
  caseId: string,
  { playerId }: Moderator,
): Promise<{ ok: true; held: HeldCase } | CaseRefusal> {
  // After a wait for the lock only the case's row is read anew: who claimed it is no join.
  const { rows } = await client.query<Row>(
    `select c.id, c.match_id as "matchId", c.state, c.version,
       m.phase in ('chatting', 'guessing') as live,
       case when c.claimed_by <> $2 and c.claimed_until > clock_timestamp()
         then jsonb_build_object(
           'by', (select p.handle from players p where p.id = c.claimed_by),
           'until', c.claimed_until) end as claim
     from cases c
     join matches m on m.id = c.match_id
     where c.id = $1
       and not exists (select from seats s where s.match_id = c.match_id and s.player_id = $2)
     for update of c`,
    [caseId, playerId],
  );
  const [held] = rows;
  if (!held) return refused("case/not-found");
  if (held.live) return refused("case/still-running");
  if (held.claim) {
    const until = new Date(held.claim.until).toISOString();
    return { ok: false, code: "case/claimed", claim: { by: held.claim.by, until } };
  }
  return { ok: true, held };
}

/** The match of a case, for what a decision may do to it. */
export async function matchOfCase(
  stores: Pick<Stores, "database">,
  caseId: string,
): Promise<Match | null> {
  const { rows } = await stores.database.pool.query<{ match_id: string }>(
    "select match_id from cases where id = $1",
    [caseId],
  );
  const loaded = rows[0] && (await loadMatch(stores, rows[0].match_id));
  return loaded?.match ?? null;
}

/**
 * Writes down that a case was changed. It stays open while an appeal waits, or when asked to; then
 * its moderator keeps it for ten minutes more.
 */
export async function settleCase(
  { client }: Transaction,
  { id }: HeldCase,
  { playerId }: Moderator,
  next: "close" | "open" | "as-it-is",
): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `with next as (
       select case when $3 = 'open' then true
         when exists (select from appeals a join decisions d on d.id = a.decision_id
           where d.case_id = $1 and a.state = 'open') then true
         when $3 = 'close' then false else (select state = 'open' from cases where id = $1)
         end as open)
     update cases set version = version + 1,
       state = case when next.open then 'open' else 'closed' end,
       closed_at = case when next.open then null else coalesce(closed_at, clock_timestamp()) end,
       claimed_by = case when next.open then $2::uuid end,
       claimed_until = case when next.open
         then clock_timestamp() + make_interval(mins => ${CLAIM_MINUTES}) end
     from next where id = $1
     returning version`,
    [id, playerId, next],
  );
  return rows[0]?.version ?? 0;
}

export type Claimed = { ok: true; claim: { until: string } } | CaseRefusal;

/** Takes a case for ten minutes from now; nobody else decides on it meanwhile. */
export async function claimCase(
  { database }: Pick<Stores, "database">,
  request: { caseId: string; by: Moderator; requestId?: string },
): Promise<Claimed> {
  const { caseId, by, requestId } = request;
  const done = await inTransaction(database, async (transaction): Promise<Claimed> => {
    const found = await holdCase(transaction, caseId, by);
    if (!found.ok) return found;
    const { rows } = await transaction.client.query<{ until: Date }>(
      `update cases set claimed_by = $2,
         claimed_until = clock_timestamp() + make_interval(mins => ${CLAIM_MINUTES})
       where id = $1 returning claimed_until as until`,
      [caseId, by.playerId],
    );
    const subject = { kind: "case", id: caseId };
    await recordAudit(transaction.orm, { actor: by, action: "claim-case", subject, requestId });
    return { ok: true, claim: { until: (rows[0]?.until ?? new Date()).toISOString() } };
  });
  return done ?? refused("case/not-found");
}

/** Gives a case back; one that is not the moderator's stays whose it is. */
export async function releaseCase(
  { database }: Pick<Stores, "database">,
  request: { caseId: string; by: Moderator; requestId?: string },
): Promise<{ ok: true } | CaseRefusal> {
  const { caseId, by, requestId } = request;
  const done = await inTransaction(database, async (transaction) => {
    const found = await holdCase(transaction, caseId, by);
    if (!found.ok) return found;
    const { rowCount } = await transaction.client.query(
      `update cases set claimed_by = null, claimed_until = null
       where id = $1 and claimed_by = $2`,
      [caseId, by.playerId],
    );
    const subject = { kind: "case", id: caseId };
    if (rowCount)
      await recordAudit(transaction.orm, { actor: by, action: "release-case", subject, requestId });
    return { ok: true } as const;
  });
  return done ?? refused("case/not-found");
}
