import { and, eq, sql } from "drizzle-orm";
import {
  type Label,
  type Match,
  type Round,
  type Seat,
  seatLabelled,
  seatOf,
} from "../game/match.ts";
import { REPORT_PRIORITY } from "../game/priorities.ts";
import { openCase } from "./open-case.ts";
import type { Orm } from "./client.ts";
import { loadMatch } from "./match-rows.ts";
import { matches } from "./schema/matches.ts";
import { type REPORT_CATEGORIES, reports } from "./schema/moderation.ts";
import type { Stores } from "./stores.ts";
import { inTransaction } from "./transaction.ts";

/** How long after a match's end its seats may be reported; not scaled, as it is no rule of play. */
const OPEN_FOR_MS = 30 * 86_400_000;

interface Report {
  matchId: string;
  playerId: string;
  seat: Label;
  /** The round in which the seat had that letter; the newest where none is said. */
  round?: number;
  category: (typeof REPORT_CATEGORIES)[number];
  note: string | null;
}

type ReportRefusal =
  "match/not-found" | "match/seat-not-found" | "report/own-seat" | "report/too-late";

type Reported = { ok: true; id: string; repeated: boolean } | { ok: false; code: ReportRefusal };

/**
 * Takes a player's report about a seat that they talked with, once; the same again changes nothing.
 * The two are never paired again. A seat played by an AI takes the same steps, so that neither the
 * reply nor its time tells which it is.
 */
export async function reportSeat(stores: Stores, report: Report): Promise<Reported> {
  const loaded = await loadMatch(stores, report.matchId);
  const found = loaded && placeOf(loaded.match, report);
  if (!loaded || !found) return { ok: false, code: "match/not-found" };
  if ("code" in found) return { ok: false, code: found.code };
  const stored = await inTransaction(stores.database, async ({ orm }) => {
    const [row] = await orm
      .select({ endedAt: matches.endedAt })
      .from(matches)
      .where(eq(matches.id, report.matchId));
    const endedAt = row?.endedAt?.getTime() ?? loaded.now;
    return loaded.now > endedAt + OPEN_FOR_MS ? "too-late" : storeReport(orm, report, found);
  });
  if (!stored || stored === "too-late") return { ok: false, code: "report/too-late" };
  return { ok: true, ...stored };
}

interface Place {
  mine: Seat;
  theirs: Seat;
}

function placeOf(match: Match, report: Report): Place | { code: ReportRefusal } | null {
  const participant = match.participants.findIndex(
    (one) => one.kind === "human" && one.playerId === report.playerId,
  );
  if (participant < 0) return null;
  const round = match.rounds.at((report.round ?? 0) - 1);
  const theirs = round && seatLabelled(round, report.seat);
  if (!round || !theirs) return { code: "match/seat-not-found" };
  const mine = seatOf(round, participant);
  if (theirs === mine) return { code: "report/own-seat" };
  return talked(round, mine, theirs) ? { mine, theirs } : { code: "match/seat-not-found" };
}

function talked(round: Round, a: Seat, b: Seat): boolean {
  return round.conversations.some(
    ({ seats }) => seats.includes(a.label) && seats.includes(b.label),
  );
}

async function storeReport(
  orm: Orm,
  { matchId, playerId, category, note }: Report,
  { mine, theirs }: Place,
): Promise<{ id: string; repeated: boolean }> {
  const between = and(eq(reports.bySeatId, mine.id), eq(reports.aboutSeatId, theirs.id));
  const [before] = await orm.select({ id: reports.id }).from(reports).where(between);
  if (before) return { id: before.id, repeated: true };
  const caseId = await openCase(orm, matchId, REPORT_PRIORITY[category]);
  const [made] = await orm
    .insert(reports)
    .values({ caseId, matchId, bySeatId: mine.id, aboutSeatId: theirs.id, category, note })
    .onConflictDoNothing()
    .returning({ id: reports.id });
  // One statement for people and for AIs, of whom it finds no player.
  await orm.execute(sql`
    insert into blocks (player_id, other_id)
    select ${playerId}, player_id from seats where id = ${theirs.id} and player_id is not null
    on conflict do nothing`);
  if (made) return { id: made.id, repeated: false };
  const [other] = await orm.select({ id: reports.id }).from(reports).where(between);
  if (!other) throw new Error(`no report about seat ${theirs.id}`);
  return { id: other.id, repeated: true };
}
