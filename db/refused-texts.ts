import { currentRound, type Match, seatOf } from "../game/match.ts";
import type { Unfit } from "../game/screening.ts";
import type { Stores } from "./stores.ts";

/** Of one seat; more of the same tells moderators nothing new. */
const MOST_KEPT = 20;

/**
 * Keeps for the moderators what was refused before it reached anybody. Best effort, and after the
 * refusal: nobody waits for it.
 */
export function noteRefused(
  { database }: Pick<Stores, "database">,
  match: Match,
  participant: number,
  { kind, rule }: Unfit,
  text: string,
): void {
  const { id: seatId } = seatOf(currentRound(match), participant);
  database.pool
    .query({
      name: "note-refused",
      text: `insert into flags (match_id, seat_id, kind, refused_text, detail)
        select $1::uuid, $2::uuid, $3, $4, jsonb_build_object('rule', $5::text)
        where (select count(*) from flags where seat_id = $2 and refused_text is not null) < ${MOST_KEPT}`,
      values: [match.id, seatId, kind, text, rule],
    })
    .catch(() => undefined);
}
