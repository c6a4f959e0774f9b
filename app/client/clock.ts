import type { MatchView } from "../api/schemas.ts";

/** How long after a deadline the news of it may take, in ms. */
const NEWS_BY = 1500;

/** Whole seconds left, rounded up, so that the last second still reads 1. */
export function secondsLeft(deadlineAt: string, serverNow: number): number {
  return Math.max(0, Math.ceil((Date.parse(deadlineAt) - serverNow) / 1000));
}

export function clockFace(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The deadlines that the server owes news of: the phase's and those of turns. */
function deadlinesOf(view: MatchView): number[] {
  const graceful = view.ruleset.graceSeconds * 1000;
  const turns = view.conversations.flatMap(({ turnDeadlineAt }) =>
    turnDeadlineAt === null ? [] : [Date.parse(turnDeadlineAt) + graceful],
  );
  return view.deadlineAt === null ? turns : [Date.parse(view.deadlineAt), ...turns];
}

/** When news of the next deadline is overdue, in server time; null where none is owed. */
export function overdueAt(view: MatchView): number | null {
  // The end was told, but not yet the reveal: it follows at once, or was lost.
  if (view.phase === "revealed") return view.reveal ? null : Date.parse(view.now) + NEWS_BY;
  const deadlines = deadlinesOf(view);
  return deadlines.length === 0 ? null : Math.min(...deadlines) + NEWS_BY;
}

/** How long to wait before asking for the view; each ask without news doubles the wait. */
export function waitForNews(overdue: number, serverNow: number, asked: number): number {
  return Math.max(overdue - serverNow, asked === 0 ? 0 : NEWS_BY * 2 ** Math.min(asked, 4));
}
