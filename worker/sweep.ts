import { loadMatch } from "../db/match-rows.ts";
import { advanceMatch } from "../db/play.ts";
import {
  matchesDue,
  overdueReplies,
  owedGuesses,
  owedReplies,
  staleReplies,
} from "../db/queries/due.ts";
import { markPassed, postponeReply, type Reply } from "../db/queries/replies.ts";
import { exportsOwed } from "../db/export/rows.ts";
import { unflaggedMatches } from "../db/flagging.ts";
import { replaysDue } from "../db/replay.ts";
import type { Match } from "../game/match.ts";
import { currentRound, seatLabelled } from "../game/match.ts";
import { delayOf, drawPace } from "../game/timing.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";
import { lengthOf } from "../game/utterance.ts";
import { appearsAt } from "../game/release.ts";
import { guessInstant } from "./processors/make-guess.ts";
import { deliverMessage } from "./processors/deliver-message.ts";
import { modelTimeoutMs, overdueMs } from "./patience.ts";
import { randomOf } from "./draws.ts";
import { enqueueReply } from "./schedule.ts";
import type { Workplace } from "./workplace.ts";

const AT_ONCE = 8;
/** Nobody waits for the flags of a match: its job has its time. */
const UNFLAGGED_MS = 20_000;

/** How late work may be before the sweep sees to it; jobs are given a fair chance first. */
function patienceOf(timeScale: number) {
  const scaled = (ms: number, least: number) => Math.max(least, ms / timeScale);
  return {
    dueMs: scaled(500, 250),
    owedMs: scaled(3000, 500),
    overdueMs: overdueMs(timeScale),
    staleMs: modelTimeoutMs(timeScale) + 3000,
  };
}

/**
 * Derives from Postgres all work that is due and that no job has done.
 * @returns how much of each kind was found.
 */
export async function sweep(workplace: Workplace): Promise<Record<string, number>> {
  const parts: [string, (workplace: Workplace) => Promise<number>][] = [
    ["match", advanceDue],
    ["reply-owed", composeOwed],
    ["reply-stale", composeStale],
    ["reply-overdue", moveOverdue],
    ["guess-owed", guessOwed],
    ["replay-due", replayDue],
    ["flags-due", flagsDue],
    ["export-owed", exportOwed],
  ];
  const found: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const [what, repair] of parts) {
    try {
      found[what] = await repair(workplace);
      workplace.telemetry.sweepRepairs.inc({ what }, found[what]);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "parts of the sweep failed");
  return found;
}

/** Ends what is over even where no queue runs at all. */
async function advanceDue({ stores }: Workplace): Promise<number> {
  const due = await matchesDue(stores.database, patienceOf(stores.timeScale).dueMs);
  await each(due, (matchId) => advanceMatch(stores, matchId));
  return due.length;
}

async function composeOwed({ stores }: Workplace): Promise<number> {
  const owed = await owedReplies(stores.database, patienceOf(stores.timeScale).owedMs);
  for (const occasion of owed) {
    const name = [occasion.conversationId, occasion.seat, occasion.after];
    stores.queues.enqueue("compose-reply", occasion, { jobId: again(name) });
  }
  return owed.length;
}

async function composeStale({ stores }: Workplace): Promise<number> {
  const stale = await staleReplies(stores.database, patienceOf(stores.timeScale).staleMs);
  for (const { id, matchId, conversationId, label, round, afterSeq } of stale) {
    const occasion = { matchId, conversationId, seat: label, round, after: afterSeq };
    stores.queues.enqueue("compose-reply", occasion, { jobId: again([id]) });
  }
  return stale.length;
}

async function moveOverdue(workplace: Workplace): Promise<number> {
  const { stores } = workplace;
  const overdue = await overdueReplies(stores.database, patienceOf(stores.timeScale).overdueMs);
  await each(overdue, (reply) => moveReply(workplace, reply));
  return overdue.length;
}

/** An overdue reply is typed afresh from now on, so that it does not arrive on the sweep's tick. */
async function moveReply(workplace: Workplace, reply: Reply): Promise<void> {
  const { stores } = workplace;
  const loaded = await loadMatch(stores, reply.matchId);
  if (!loaded) return;
  const { match, now } = loaded;
  if (match.phase !== "chatting") return deliverMessage(workplace, { replyId: reply.id });
  const readyAt = now + freshTypingMs(match, reply) / match.timeScale;
  const at = appearsAt(match, reply.conversationId, reply.label, readyAt);
  if (at === null) return markPassed(stores.database, reply.id);
  const times = { typingAt: new Date(now), deliverAt: new Date(at) };
  const moved = await postponeReply(stores.database, reply, times);
  if (moved) enqueueReply(stores, { reply: moved, match, now });
}

function freshTypingMs({ ruleset, seed, timeScale }: Match, reply: Reply): number {
  const characters = lengthOf(reply.body ?? "");
  const typed = (reply.deliverAt?.getTime() ?? 0) - (reply.typingAt?.getTime() ?? 0);
  const random = randomOf("overdue", seed, reply, reply.deliverAt?.getTime() ?? 0);
  const wordsPerMinute = (12_000 * characters) / Math.max(1, typed * timeScale);
  const exchange = { previousCharacters: 0, complexity: 1 as const, wordsPerMinute };
  const pace = drawPace(TIMING_PROFILES[ruleset.timingProfile], exchange, random);
  return delayOf(pace, characters).typingMs;
}

async function guessOwed({ stores }: Workplace): Promise<number> {
  let owing = 0;
  await each(await owedGuesses(stores.database), async (owed) => {
    const loaded = await loadMatch(stores, owed.matchId);
    if (!loaded) return;
    const seat = seatLabelled(currentRound(loaded.match), owed.seat);
    const at = seat ? guessInstant(loaded.match, seat) : null;
    if (at === null || loaded.now < at + patienceOf(stores.timeScale).overdueMs) return;
    const name = [owed.matchId, owed.round, owed.seat];
    stores.queues.enqueue("make-guess", owed, { jobId: again(name) });
    owing += 1;
  });
  return owing;
}

async function replayDue({ stores }: Workplace): Promise<number> {
  const due = await replaysDue(stores);
  for (const matchId of due)
    stores.queues.enqueue("replay-ratings", { matchId }, { jobId: again([matchId]) });
  return due.length;
}

async function flagsDue({ stores }: Workplace): Promise<number> {
  const due = await unflaggedMatches(stores, UNFLAGGED_MS);
  for (const matchId of due)
    stores.queues.enqueue("flag-match", { matchId }, { jobId: again([matchId]) });
  return due.length;
}

async function exportOwed({ stores }: Workplace): Promise<number> {
  const owed = await exportsOwed(stores.database);
  for (const exportId of owed)
    stores.queues.enqueue("make-export", { exportId }, { jobId: again([exportId]) });
  return owed.length;
}

/** A few at a time; one that fails does not keep the others from their turn. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const done = await Promise.allSettled(items.slice(at, at + AT_ONCE).map(work));
    for (const one of done) if (one.status === "rejected") failures.push(one.reason);
  }
  if (failures.length > 0) throw new AggregateError(failures, "some could not be repaired");
}

/** A job id that holds for some seconds: a failed job of the same name must not block for ever. */
function again(name: readonly (string | number)[]): string {
  return [...name, "again", Math.floor(Date.now() / 5000)].join("-");
}
