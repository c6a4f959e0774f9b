import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { STUDY_WAVE } from "../game/assignment.ts";
import { nextWaveInstant } from "../game/pairing.ts";
import { DEFAULT_RULESET, type Ruleset } from "../game/ruleset.ts";
import { liveMatchOf } from "./queries/views.ts";
import { newestRuleset, rulesetById } from "./rulesets.ts";
import { type Standing, sanctionOf } from "./sanctions.ts";
import { tickets } from "./schema/lobby.ts";
import { seats } from "./schema/matches.ts";
import type { Stores } from "./stores.ts";

/** Leavings in a day from which on the lobby is barred, and for how long at first. */
const LEAVINGS_ALLOWED = 2;
const FIRST_BAR_SECONDS = 600;
const DAY_SECONDS = 86_400;
/** How long after its end a ticket is still told what became of it. */
const FRESH_SECONDS = 60;
/**
 * Wait after which a ruleset that needs people offers one that does not; where its last wave comes
 * by then, half of the waves, so that there is time to take it.
 */
const OFFER_AFTER_SECONDS = 60;

interface Wish {
  playerId: string;
  /** Slug of the ruleset. */
  ruleset: string;
  address?: string;
  device?: string;
}

export type Joined =
  | { ok: true; ticketId: string; nextWaveAt: number }
  | { ok: false; code: "lobby/unknown-ruleset" }
  | { ok: false; code: "lobby/in-match"; matchId: string }
  | { ok: false; code: "lobby/barred"; retryAfterMs: number }
  | { ok: false; code: "lobby/muted" | "lobby/banned"; sanction: Standing };

const REFUSAL_BY = { mute: "lobby/muted", ban: "lobby/banned" } as const;

/** Waits for a seat. Asked again while waiting, the same ticket moves to the ruleset named. */
export async function joinLobby(stores: Stores, wish: Wish): Promise<Joined> {
  const { database, timeScale } = stores;
  const found = await newestRuleset(database, wish.ruleset);
  // An arm of an experiment is for who is enrolled in it.
  if (!found || found.ruleset.shownAs) return { ok: false, code: "lobby/unknown-ruleset" };
  const matchId = await liveMatchOf(stores, wish.playerId);
  if (matchId) return { ok: false, code: "lobby/in-match", matchId };
  const sanction = await sanctionOf(stores, wish.playerId);
  if (sanction) return { ok: false, code: REFUSAL_BY[sanction.action], sanction };
  const retryAfterMs = await barredFor(stores, wish.playerId);
  if (retryAfterMs > 0) return { ok: false, code: "lobby/barred", retryAfterMs };
  const { playerId, address, device } = wish;
  const [ticket] = await database.orm
    .insert(tickets)
    .values({ playerId, rulesetId: found.id, state: "waiting", address, device })
    .onConflictDoUpdate({
      target: tickets.playerId,
      targetWhere: sql`state = 'waiting'`,
      set: {
        rulesetId: found.id,
        enrolmentId: null,
        heardAt: sql`clock_timestamp()`,
        waves: sql`case when ${tickets.rulesetId} = excluded.ruleset_id then ${tickets.waves} else 0 end`,
        createdAt: sql`case when ${tickets.rulesetId} = excluded.ruleset_id then ${tickets.createdAt} else clock_timestamp() end`,
      },
    })
    .returning({ id: tickets.id, now: sql<Date>`clock_timestamp()`.mapWith(tickets.createdAt) });
  if (!ticket) throw new Error("Postgres returned no row for a ticket");
  const nextWaveAt = nextWaveInstant(found.ruleset, timeScale, ticket.now.getTime());
  return { ok: true, ticketId: ticket.id, nextWaveAt };
}

/** Gives a waiting ticket up; without one nothing happens. */
export async function leaveLobby(stores: Stores, playerId: string): Promise<void> {
  const left = await stores.database.orm
    .update(tickets)
    .set({ state: "ended", endReason: "left", closedAt: sql`clock_timestamp()` })
    .where(and(eq(tickets.playerId, playerId), eq(tickets.state, "waiting")))
    .returning({ id: tickets.id });
  if (left.length > 0)
    stores.events.announce({ kind: "lobby", seated: [], ended: [{ playerId, reason: "left" }] });
}

export type LobbyState =
  | {
      state: "waiting";
      ticketId: string;
      /** The next match of a study is waited for. */
      study: boolean;
      ruleset: Ruleset;
      createdAt: number;
      nextWaveAt: number;
      offer: string | null;
    }
  | { state: "seated"; matchId: string }
  | { state: "ended"; reason: "nobody-else" | "left" | "not-heard" };

/** Where a player's newest ticket stands; null without one, or when its end is old news. */
export async function lobbyStateOf(stores: Stores, playerId: string): Promise<LobbyState | null> {
  const { database, timeScale } = stores;
  const [ticket] = await database.orm
    .select({
      id: tickets.id,
      state: tickets.state,
      rulesetId: tickets.rulesetId,
      enrolmentId: tickets.enrolmentId,
      createdAt: tickets.createdAt,
      matchId: tickets.matchId,
      endReason: tickets.endReason,
      closedAt: tickets.closedAt,
      now: sql<Date>`clock_timestamp()`.mapWith(tickets.createdAt),
    })
    .from(tickets)
    .where(eq(tickets.playerId, playerId))
    .orderBy(desc(tickets.createdAt))
    .limit(1);
  if (!ticket) return null;
  const now = ticket.now.getTime();
  if (ticket.state !== "waiting") {
    const fresh = ticket.closedAt && now - ticket.closedAt.getTime() < FRESH_SECONDS * 1000;
    if (ticket.matchId && (fresh || (await liveMatchOf(stores, playerId)) === ticket.matchId))
      return { state: "seated", matchId: ticket.matchId };
    return fresh && ticket.endReason ? { state: "ended", reason: ticket.endReason } : null;
  }
  const stored = await rulesetById(database, ticket.rulesetId);
  const study = ticket.enrolmentId !== null;
  const ruleset = study ? { ...stored.ruleset, ...STUDY_WAVE } : stored.ruleset;
  const createdAt = ticket.createdAt.getTime();
  return {
    state: "waiting",
    ticketId: ticket.id,
    study,
    ruleset,
    createdAt,
    nextWaveAt: nextWaveInstant(ruleset, timeScale, now),
    offer: study ? null : offerAfter(ruleset, timeScale, now - createdAt),
  };
}

/**
 * Keeps tickets alive: only those heard from are seated. One that a wave has taken is passed over:
 * who waited for the wave's end would keep a connection from everybody else.
 */
export async function hearTickets(
  { database }: Pick<Stores, "database">,
  ticketIds: readonly string[],
): Promise<void> {
  if (ticketIds.length === 0) return;
  await database.pool.query({
    name: "hear-tickets",
    text: `update tickets set heard_at = clock_timestamp() where id in (
        select id from tickets where id = any($1::uuid[]) and state = 'waiting'
        for no key update skip locked)`,
    values: [ticketIds],
  });
}

/** A ruleset that seats alone, for who has long waited for another person. */
function offerAfter(ruleset: Ruleset, timeScale: number, waitedMs: number): string | null {
  const { maxWaves, waveSeconds } = ruleset;
  if (maxWaves === null) return null;
  const after = Math.min(OFFER_AFTER_SECONDS, (maxWaves * waveSeconds) / 2);
  return waitedMs * timeScale >= after * 1000 ? DEFAULT_RULESET : null;
}

/** The third leaving in a day bars the lobby for ten minutes, each further one for twice as long. */
async function barredFor({ database, timeScale }: Stores, playerId: string): Promise<number> {
  const day = (DAY_SECONDS * 1000) / timeScale;
  const leavings = await database.orm
    .selectDistinctOn([seats.matchId], {
      leftAt: seats.leftAt,
      now: sql<Date>`clock_timestamp()`.mapWith(seats.leftAt),
    })
    .from(seats)
    .where(
      and(
        eq(seats.playerId, playerId),
        isNotNull(seats.leftAt),
        gt(seats.leftAt, sql`clock_timestamp() - make_interval(secs => ${day / 1000})`),
      ),
    );
  const beyond = leavings.length - LEAVINGS_ALLOWED;
  if (beyond <= 0) return 0;
  const last = Math.max(...leavings.map(({ leftAt }) => leftAt?.getTime() ?? 0));
  const now = leavings[0]?.now.getTime() ?? last;
  const bar = Math.min(FIRST_BAR_SECONDS * 2 ** (beyond - 1), DAY_SECONDS);
  return Math.max(0, last + (bar * 1000) / timeScale - now);
}
