import { and, eq } from "drizzle-orm";
import { loadMatch } from "./match-rows.ts";
import { recount } from "./recount.ts";
import { matches, seats } from "./schema/matches.ts";
import type { Stores } from "./stores.ts";
import { inTransaction } from "./transaction.ts";

/** How long after the reveal answers are taken. */
const OPEN_FOR_MS = 86_400_000;

interface Answers {
  matchId: string;
  playerId: string;
  playedAsSelf?: boolean;
  knewPartner?: boolean;
}

export type Answered =
  { ok: true } | { ok: false; code: "match/not-found" | "survey/too-early" | "survey/too-late" };

/**
 * Takes a player's answers about a match, until a day after its reveal. An answer that makes a
 * rated match unrated corrects ratings and standings by a replay.
 */
export async function answerSurvey(stores: Stores, answers: Answers): Promise<Answered> {
  const { matchId, playerId, playedAsSelf, knewPartner } = answers;
  const loaded = await loadMatch(stores, matchId);
  const mine = loaded?.match.participants.some(
    (one) => one.kind === "human" && one.playerId === playerId,
  );
  if (!loaded || !mine) return { ok: false, code: "match/not-found" };
  if (loaded.match.phase === "chatting") return { ok: false, code: "survey/too-early" };
  const { database, queues } = stores;
  const done = await inTransaction(database, async (transaction) => {
    const { orm } = transaction;
    const [row] = await orm
      .select({ endedAt: matches.endedAt, rated: matches.rated })
      .from(matches)
      .where(eq(matches.id, matchId))
      .for("update");
    const endedAt = row?.endedAt?.getTime() ?? loaded.now;
    if (loaded.now > endedAt + OPEN_FOR_MS / stores.timeScale) return "too-late" as const;
    await orm
      .update(seats)
      .set({
        ...(playedAsSelf === undefined ? {} : { playedAsSelf }),
        ...(knewPartner === undefined ? {} : { knewPartner }),
        matchId,
      })
      .where(and(eq(seats.matchId, matchId), eq(seats.playerId, playerId)));
    if (row?.rated === null) return "kept" as const;
    const changed = await recount(transaction, loaded.match);
    return changed ? ("replay" as const) : ("kept" as const);
  });
  if (done === "too-late") return { ok: false, code: "survey/too-late" };
  if (done === "replay") queues.enqueue("replay-ratings", { matchId }, { jobId: matchId });
  return { ok: true };
}
