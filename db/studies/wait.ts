import { and, eq, sql } from "drizzle-orm";
import { STUDY_WAVE } from "../../game/assignment.ts";
import { nextWaveInstant } from "../../game/pairing.ts";
import { liveMatchOf } from "../queries/views.ts";
import { type Standing, sanctionOf } from "../sanctions.ts";
import { tickets } from "../schema/lobby.ts";
import { enrolments } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { inTransaction, Rollback } from "../transaction.ts";
import { playableArms } from "./arms.ts";
import type { Participation } from "./participation.ts";

interface Traces {
  address: string | undefined;
  device: string | undefined;
}

export type Waiting =
  | { ok: true; ticketId: string; nextWaveAt: number }
  | { ok: false; code: "study/not-ready" }
  | { ok: false; code: "lobby/in-match"; matchId: string }
  | { ok: false; code: "lobby/muted" | "lobby/banned"; sanction: Standing };

/** Waits for the next match of a study; again while waiting, it is the same wait. */
export async function waitForMatch(
  stores: Stores,
  { enrolment, version }: Participation,
  traces: Traces,
): Promise<Waiting> {
  const { id: enrolmentId, playerId } = enrolment;
  const matchId = await liveMatchOf(stores, playerId);
  if (matchId) return { ok: false, code: "lobby/in-match", matchId };
  const sanction = await sanctionOf(stores, playerId);
  if (sanction) {
    const code = sanction.action === "ban" ? "lobby/banned" : "lobby/muted";
    return { ok: false, code, sanction };
  }
  const ticket = await inTransaction(stores.database, async ({ orm }) => {
    const [playing] = await orm
      .select({ id: enrolments.id })
      .from(enrolments)
      .where(and(eq(enrolments.id, enrolmentId), eq(enrolments.state, "playing")))
      .for("update");
    // Whatever arm is drawn, the ticket names the first: it says nothing.
    const [arm] = await playableArms(orm, version);
    if (!playing || !arm) throw new Rollback();
    const { rulesetId } = arm;
    const [row] = await orm
      .insert(tickets)
      .values({ playerId, rulesetId, enrolmentId, state: "waiting", ...traces })
      .onConflictDoUpdate({
        target: tickets.playerId,
        targetWhere: sql`state = 'waiting'`,
        set: {
          rulesetId,
          enrolmentId,
          heardAt: sql`clock_timestamp()`,
          createdAt: sql`case when ${tickets.enrolmentId} = excluded.enrolment_id then ${tickets.createdAt} else clock_timestamp() end`,
        },
      })
      .returning({ id: tickets.id, createdAt: tickets.createdAt, now: NOW });
    if (!row) throw new Error("Postgres returned no row for a ticket");
    await orm
      .update(enrolments)
      .set({ waitingSince: row.createdAt })
      .where(eq(enrolments.id, enrolmentId));
    return row;
  });
  if (!ticket) return { ok: false, code: "study/not-ready" };
  const nextWaveAt = nextWaveInstant(STUDY_WAVE, stores.timeScale, ticket.now.getTime());
  return { ok: true, ticketId: ticket.id, nextWaveAt };
}

const NOW = sql<Date>`clock_timestamp()`.mapWith(tickets.createdAt);
