import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { idsPerRound } from "../game/deal.ts";
import { openMatch } from "../game/decide.ts";
import {
  canPlayAi,
  lastWaveInstant,
  type PairedWave,
  pairWave,
  type WaitingTicket,
} from "../game/pairing.ts";
import type { Orm } from "./client.ts";
import { makeIds } from "./ids.ts";
import { rulesetById, type StoredRuleset } from "./rulesets.ts";
import { tickets, waves } from "./schema/lobby.ts";
import type { Queryable } from "./save.ts";
import type { Stores } from "./stores.ts";
import { tell } from "./tell.ts";
import { inTransaction, Rollback } from "./transaction.ts";
import { waveFacts, type WaveFacts } from "./wave-facts.ts";
import { type Eligible, eligibleTickets, type Opened, storeWave } from "./wave-rows.ts";

/** Tickets not heard from for this long end. */
const FORGOTTEN_AFTER_MS = 120_000;

/** Waves after which nobody waits any more for a persona to come into rotation. */
const WAVES_WITHOUT_PERSONA = 12;

/**
 * Holds every wave that is due by now: one instant, one transaction for each ruleset in which
 * somebody waits.
 * @returns how many matches were opened.
 */
export async function holdWaves(stores: Stores, now: number): Promise<number> {
  await endForgottenTickets(stores);
  const waiting = await stores.database.orm
    .selectDistinct({ rulesetId: tickets.rulesetId })
    .from(tickets)
    .where(and(eq(tickets.state, "waiting"), isNull(tickets.enrolmentId)));
  let opened = 0;
  const failures: unknown[] = [];
  for (const { rulesetId } of waiting) {
    const stored = await rulesetById(stores.database, rulesetId);
    const at = lastWaveInstant(stored.ruleset, stores.timeScale, now);
    try {
      const held = await holdWave(stores, stored, at);
      opened += held?.opened.length ?? 0;
      if (held?.unplayed) failures.push(new Error(`no persona may play in ${stored.ruleset.slug}`));
    } catch (error) {
      // One ruleset must not keep the others waiting.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "some waves could not be held");
  return opened;
}

interface HeldWave {
  opened: Opened[];
  seated: { playerId: string; matchId: string }[];
  ended: { playerId: string; reason: "nobody-else" }[];
  now: number;
  /** Somebody waits on because no persona in rotation may play. */
  unplayed: boolean;
}

async function holdWave(
  stores: Stores,
  stored: StoredRuleset,
  at: number,
): Promise<HeldWave | null> {
  const held = await inTransaction(stores.database, async ({ orm, client }): Promise<HeldWave> => {
    const [wave] = await orm
      .insert(waves)
      .values({ rulesetId: stored.id, at: new Date(at), tickets: 0, matches: 0 })
      .onConflictDoNothing()
      .returning({ now: sql<Date>`clock_timestamp()`.mapWith(waves.at) });
    const eligible = wave ? await eligibleTickets(orm, stored.id, at) : [];
    if (!wave || eligible.length === 0) throw new Rollback();
    const now = wave.now.getTime();
    const facts = await waveFacts(
      orm,
      eligible.map(({ playerId }) => playerId),
      stored.ruleset,
      now,
    );
    const paired = await pair(client, stored, eligible, facts);
    const opened = await openAll(client, stores.timeScale, stored, paired, now);
    await storeWave(orm, opened, { at, now, facts, eligible });
    const ended = await waitOn(orm, stored, paired.waiting);
    await orm
      .update(waves)
      .set({ tickets: eligible.length, matches: opened.length })
      .where(and(eq(waves.rulesetId, stored.id), eq(waves.at, new Date(at))));
    const seated = opened.flatMap(({ match, seating }) =>
      seating.tickets.map(({ playerId }) => ({ playerId, matchId: match.id })),
    );
    const unplayed = paired.waiting.length > 0 && !canPlayAi(facts);
    return { opened, seated, ended, now, unplayed };
  });
  if (!held) return null;
  const { seated, ended } = held;
  stores.events.announce({ kind: "lobby", waveAt: at, seated, ended });
  for (const { match, followUps } of held.opened) tell(stores, match, [], followUps, held.now, []);
  return held;
}

/** Ids and seeds first, kinds after: an id says nothing of what it names. */
async function pair(
  db: Queryable,
  { ruleset }: StoredRuleset,
  eligible: Eligible,
  facts: WaveFacts,
): Promise<PairedWave> {
  const ids = await makeIds(db, eligible.length);
  return pairWave({
    ruleset,
    tickets: eligible.map(({ id, playerId }): WaitingTicket => ({
      id,
      playerId,
      lastInterrogatedAt: facts.lastInterrogatedAt(playerId),
    })),
    matches: ids.map((id) => ({ id, seed: freshSeed() })),
    seed: freshSeed(),
    pairCost: (a, b) => (facts.blocked(a, b) ? null : facts.metWithinHour(a, b) ? 1 : 0),
    candidates: facts.candidates,
    lastMet: facts.lastMet,
  });
}

async function openAll(
  db: Queryable,
  timeScale: number,
  { id: rulesetId, ruleset }: StoredRuleset,
  { seatings, pAi }: PairedWave,
  now: number,
): Promise<Opened[]> {
  const perRound = idsPerRound(ruleset);
  const ids = await makeIds(db, seatings.length * perRound);
  return seatings.map((seating, index) => {
    const freshIds = ids.slice(index * perRound, (index + 1) * perRound);
    const opened = openMatch({ ...seating, ruleset, timeScale, freshIds, now });
    return { ...opened, seating, rulesetId, pAi };
  });
}

/**
 * Who stays without a seat waits for the next wave, or gives up after the ruleset's last one. A
 * ruleset without one seats everybody, but where no persona may play.
 */
async function waitOn(
  orm: Orm,
  { ruleset }: StoredRuleset,
  waiting: readonly WaitingTicket[],
): Promise<HeldWave["ended"]> {
  const ids = waiting.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await orm
    .update(tickets)
    .set({ waves: sql`${tickets.waves} + 1` })
    .where(inArray(tickets.id, ids))
    .returning({ id: tickets.id, playerId: tickets.playerId, waves: tickets.waves });
  const over = rows.filter((row) => row.waves >= (ruleset.maxWaves ?? WAVES_WITHOUT_PERSONA));
  if (over.length === 0) return [];
  await orm
    .update(tickets)
    .set({ state: "ended", endReason: "nobody-else", closedAt: sql`clock_timestamp()` })
    .where(
      inArray(
        tickets.id,
        over.map(({ id }) => id),
      ),
    );
  return over.map(({ playerId }) => ({ playerId, reason: "nobody-else" }));
}

async function endForgottenTickets(stores: Stores): Promise<void> {
  const ended = await stores.database.orm
    .update(tickets)
    .set({ state: "ended", endReason: "not-heard", closedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(tickets.state, "waiting"),
        sql`${tickets.heardAt} < clock_timestamp() - make_interval(secs => ${FORGOTTEN_AFTER_MS / 1000})`,
      ),
    )
    .returning({ playerId: tickets.playerId });
  if (ended.length === 0) return;
  stores.events.announce({
    kind: "lobby",
    seated: [],
    ended: ended.map(({ playerId }) => ({ playerId, reason: "not-heard" })),
  });
}

/** 128 random bits, derived from nothing. */
export function freshSeed(): string {
  return randomBytes(16).toString("hex");
}
