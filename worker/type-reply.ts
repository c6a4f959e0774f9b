import { setTimeout as delay } from "node:timers/promises";
import { type FoundReply, findReply, type Reply } from "../db/queries/replies.ts";
import type { Stores } from "../db/stores.ts";
import { dotsOf } from "./dots.ts";
import type { Workplace } from "./workplace.ts";

/** `gone`: it gave way to another, is delivered, or was moved and has a job of its own. */
type Typed = { end: "due"; reply: Reply; dueAt: Date } | { end: "gone" | "stopped" };

/** Longer than a statement takes, and shorter than anything that a partner could do meanwhile. */
const LAST_LOOK_MS = 20;

interface Coming extends FoundReply {
  typingAt: Date;
  dueAt: Date;
  /** When it was read, of `performance.now()`. */
  readAt: number;
}

/**
 * Shows a reply's dots, each at its instant, until the reply is due; `stopped` where the worker
 * stops before.
 */
export async function typeReply({ stores, stopping }: Workplace, replyId: string): Promise<Typed> {
  let coming = comingOf(await lookUp(stores, replyId));
  if (!coming) return { end: "gone" };
  const { dueAt } = coming;
  let shown = false;
  // The last look comes shortly before the instant, which it must not delay: while a line is typed its
  // turn may end, and a process may stand still until the sweep has moved the reply.
  const steps = [...stepsOf(coming), { on: null, at: dueAt.getTime() - LAST_LOOK_MS }];
  for (const { on, at } of steps) {
    if (!(await until(at, coming, stopping))) return { end: "stopped" };
    const found = await lookUp(stores, replyId);
    coming = comingOf(found);
    // Who had begun a line for it gives that up; a reply that was moved goes on typing.
    if (found && !coming && shown) announce(stores, found.reply, false);
    if (coming?.dueAt.getTime() !== dueAt.getTime()) return { end: "gone" };
    if (on === null || !coming.chatting) continue;
    announce(stores, coming.reply, on);
    shown = on;
  }
  if (!(await until(dueAt.getTime(), coming, stopping))) return { end: "stopped" };
  return { end: "due", reply: coming.reply, dueAt };
}

interface Step {
  /** Null for a look at whether the reply has given way: until it is typed it may. */
  on: boolean | null;
  at: number;
}

/** The dots still to come, and how they stand now; where none are shown, when typing begins. */
function stepsOf({ reply, match, typingAt, now }: Coming): Step[] {
  const dots = dotsOf(reply, match);
  const past = dots.findLastIndex(({ at }) => at <= now);
  if (dots.length > 0) return dots.slice(Math.max(0, past));
  return typingAt.getTime() > now ? [{ on: null, at: typingAt.getTime() }] : [];
}

type Found = FoundReply & { readAt: number };

async function lookUp({ database }: Stores, replyId: string): Promise<Found | null> {
  const found = await findReply(database, replyId);
  return found && { ...found, readAt: performance.now() };
}

function comingOf(found: Found | null): Coming | null {
  if (found?.reply.state !== "scheduled") return null;
  const { typingAt, deliverAt: dueAt } = found.reply;
  return typingAt && dueAt && { ...found, typingAt, dueAt };
}

/** Waits for an instant of Postgres's clock; false where the worker stops before. */
function until(at: number, { now, readAt }: Coming, stopping: AbortSignal): Promise<boolean> {
  const ms = at - (now + (performance.now() - readAt));
  if (ms <= 0) return Promise.resolve(true);
  return delay(ms, true, { signal: stopping }).catch(() => false);
}

function announce({ events }: Stores, reply: Reply, on: boolean): void {
  const { matchId, conversationId, label: seat } = reply;
  events.announce({ kind: "typing", matchId, conversationId, seat, on });
}
