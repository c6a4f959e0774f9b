import { and, eq, sql } from "drizzle-orm";
import { STUDY_WAVE } from "../../game/assignment.ts";
import { lastWaveInstant } from "../../game/pairing.ts";
import { experimentWaves } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { tell } from "../tell.ts";
import { inTransaction, Rollback } from "../transaction.ts";
import { seatWave } from "./seat-wave.ts";
import { tendEnrolments } from "./tend.ts";
import { versionById } from "./version.ts";
import { versionsWaitedFor, waitingFor } from "./wave-rows.ts";

/**
 * Holds the wave that is due of every experiment in which somebody waits, after letting those go
 * who have waited or played long enough.
 * @returns how many matches were opened.
 */
export async function holdStudyWaves(stores: Stores, now: number): Promise<number> {
  await tendEnrolments(stores);
  const at = lastWaveInstant(STUDY_WAVE, stores.timeScale, now);
  let opened = 0;
  const failures: unknown[] = [];
  for (const versionId of await versionsWaitedFor(stores.database.orm)) {
    // An experiment whose mix leaves nobody to play must not keep the others waiting.
    opened += await holdWave(stores, versionId, at).catch((error: unknown) => {
      failures.push(error);
      return 0;
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, "some waves could not be held");
  return opened;
}

async function holdWave(stores: Stores, versionId: string, at: number): Promise<number> {
  const held = await inTransaction(stores.database, async (transaction) => {
    const { orm, client } = transaction;
    const [wave] = await orm
      .insert(experimentWaves)
      .values({ experimentVersionId: versionId, at: new Date(at), tickets: 0, matches: 0 })
      .onConflictDoNothing()
      .returning({ now: sql<Date>`clock_timestamp()`.mapWith(experimentWaves.at) });
    const waiting = wave ? await waitingFor(orm, versionId, at) : [];
    if (!wave || waiting.length === 0) throw new Rollback();
    const version = await versionById(client, versionId);
    const now = wave.now.getTime();
    const opened = await seatWave(transaction, stores.timeScale, { version, waiting, at, now });
    await orm
      .update(experimentWaves)
      .set({ tickets: waiting.length, matches: opened.length })
      .where(
        and(
          eq(experimentWaves.experimentVersionId, versionId),
          eq(experimentWaves.at, new Date(at)),
        ),
      );
    return { opened, now };
  });
  if (!held) return 0;
  const { opened, now } = held;
  const seated = opened.flatMap(({ match, seating }) =>
    seating.tickets.map(({ playerId }) => ({ playerId, matchId: match.id })),
  );
  stores.events.announce({ kind: "lobby", waveAt: at, seated, ended: [] });
  for (const { match, followUps } of opened) tell(stores, match, [], followUps, now, []);
  return opened.length;
}
