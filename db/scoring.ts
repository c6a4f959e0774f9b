import { and, eq, type SQL, sql } from "drizzle-orm";
import { enterMatch, type Ledger, ratingKey, type ScoredMatch } from "../game/ledger.ts";
import type { Match } from "../game/match.ts";
import { INITIAL_RATING } from "../game/rating.ts";
import { type RatingsOf, subjectOf } from "../game/rating-periods.ts";
import { ratedReason, type RatedReason, scoresOf, shownRating } from "../game/scoring.ts";
import { lockSubjects, readLedger, writeLedger } from "./ledger-rows.ts";
import { type JudgementRow, judgementsOfMatch, ratingsAtSeating } from "./queries/judgements.ts";
import { matches, seats } from "./schema/matches.ts";
import { cases, decisions, flags } from "./schema/moderation.ts";
import { scores } from "./schema/scores.ts";
import type { Transaction } from "./transaction.ts";

/** Scores a match in the transaction that reveals it: points, ratings, standings. */
export async function scoreMatch(transaction: Transaction, match: Match): Promise<void> {
  const { orm, client } = transaction;
  const rows = await judgementsOfMatch(client, match.id);
  const points = scoreRows(rows);
  if (points.length > 0) await orm.insert(scores).values(points);
  const reason = await reasonOf(transaction, match);
  const seated = await ratingsAtSeating(client, match.id);
  if (reason === "rated") await lockSubjects(orm, [...seated.keys()]);
  const [place] = await orm
    .update(matches)
    .set({
      scoredSeq: sql`nextval('scored_seq')`,
      rated: reason === "rated",
      ratedReason: reason,
    })
    .where(eq(matches.id, match.id))
    .returning({ seq: matches.scoredSeq, endedAt: matches.endedAt });
  if (!place?.seq || !place.endedAt)
    throw new Error(`match ${match.id} was not ended before scoring`);
  const ledger =
    reason === "rated"
      ? await enter(transaction, match, seated, rows, place.seq, place.endedAt.getTime())
      : null;
  await storeShownRatings(transaction, match, seated, ledger);
}

/** Points as rows; what they are for stands in the guess. */
export function scoreRows(rows: readonly JudgementRow[]): (typeof scores.$inferInsert)[] {
  return rows.flatMap(({ matchId, guessId, bySeatId, aboutSeatId, judgement }) =>
    scoresOf([judgement]).map(({ as, points }) => ({
      matchId,
      guessId,
      seatId: as === "detective" ? bySeatId : aboutSeatId,
      as,
      points,
    })),
  );
}

/** Why a match is rated or not, from its rows as they stand. */
export async function reasonOf({ orm }: Transaction, match: Match): Promise<RatedReason> {
  const [wave] = await orm
    .select({
      humansEligible: matches.humansEligible,
      playersConnected: matches.playersConnected,
      metRecently: matches.metRecently,
      staffSeated: matches.staffSeated,
      inStudy: sql<boolean>`${matches.armId} is not null or ${matches.isTest}`,
      collusionSuspected: collusionSuspected(match.id),
      notAsSelf: sql<boolean>`exists (select from ${seats} where ${seats.matchId} = ${match.id} and not ${seats.playedAsSelf})`,
      knewPartner: sql<boolean>`exists (select from ${seats} where ${seats.matchId} = ${match.id} and ${seats.knewPartner})`,
    })
    .from(matches)
    .where(eq(matches.id, match.id));
  if (!wave) throw new Error(`match ${match.id} has no row`);
  return ratedReason(match, wave);
}

/** Signs of collusion count until a moderator has decided that the match counts all the same. */
function collusionSuspected(matchId: string): SQL<boolean> {
  return sql`exists (select from ${flags} f where f.match_id = ${matchId} and f.kind = 'collusion')
    and not exists (select from ${decisions} d join ${cases} c on c.id = d.case_id
      where c.match_id = ${matchId} and d.action = 'count' and d.undone_at is null)`;
}

async function enter(
  { orm }: Transaction,
  match: Match,
  seated: Map<string, RatingsOf>,
  rows: readonly JudgementRow[],
  seq: number,
  endedAt: number,
): Promise<Ledger> {
  const scored: ScoredMatch = {
    slug: match.ruleset.slug,
    seq,
    endedAt,
    judgements: rows.map(({ judgement }) => judgement),
    seatedWith: (subjectId) => {
      const ratings = seated.get(subjectId);
      if (!ratings) throw new RangeError(`${subjectId} was not seated in ${match.id}`);
      return ratings;
    },
  };
  const ledger = await readLedger(orm, [...seated.keys()], endedAt);
  enterMatch(ledger, scored);
  await writeLedger(orm, ledger);
  return ledger;
}

/** Keeps what each player's reveal shows: the rating that the match was about, before and after. */
async function storeShownRatings(
  { orm }: Transaction,
  match: Match,
  seated: Map<string, RatingsOf>,
  ledger: Ledger | null,
): Promise<void> {
  for (const [index, participant] of match.participants.entries()) {
    if (participant.kind !== "human") continue;
    const subjectId = subjectOf(participant);
    const ladder = shownRating(match, index);
    const before = seated.get(subjectId)?.all?.[ladder].rating ?? INITIAL_RATING.rating;
    const entry = ledger?.ratings.get(ratingKey({ subjectId, ladder, scope: "all" }));
    await orm
      .update(seats)
      .set({ ratingBefore: before, ratingAfter: entry?.rating.rating ?? before })
      .where(and(eq(seats.matchId, match.id), eq(seats.participant, index)));
  }
}
