import type { Played } from "./acting.ts";
import { recordAudit } from "./audit.ts";
import type { Moderator } from "./cases.ts";
import { stopMatch } from "./play.ts";
import type { Stores } from "./stores.ts";

interface Stopping {
  matchId: string;
  by: Moderator;
  reason: string;
  requestId?: string;
}

/** Ends a running chat without reading in it. For who sits at it there is no such match. */
export async function stopInEmergency(
  stores: Stores,
  { matchId, by, reason, requestId }: Stopping,
): Promise<Played<object>> {
  const { rowCount } = await stores.database.pool.query(
    "select from seats where match_id = $1 and player_id = $2 limit 1",
    [matchId, by.playerId],
  );
  if (rowCount) return { ok: false, code: "match/not-found" };
  const subject = { kind: "match", id: matchId };
  return stopMatch(stores, matchId, ({ orm }) =>
    recordAudit(orm, { actor: by, action: "stop-match", subject, reason, requestId }),
  );
}
