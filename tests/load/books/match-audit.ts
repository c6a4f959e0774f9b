import type { Problem } from "./problem.ts";
import { revealProblems } from "./reveal-audit.ts";
import type { Heard, Sent, SeatBook } from "./seat-book.ts";

type Complain = (kind: Problem["kind"], about: string) => void;

/** A phase that comes so much too late was found by no job and hardly by the sweep, in ms. */
const LATE_MS = 5000;
/** Clocks of one machine, read by two programs, in ms. */
const EARLY_MS = 20;

/** Compares the books of those who met in one two-party match; every seat without one is an AI's. */
export function auditMatch(books: readonly SeatBook[], lateMs = LATE_MS): Problem[] {
  const problems = books.flatMap((book) => book.problems);
  const matchId = books[0]?.matchId ?? "";
  const complain: Complain = (kind, about) => problems.push({ kind, matchId, about });
  for (const book of books) {
    const tell: Complain = (kind, about) => complain(kind, `seat ${book.seat}: ${about}`);
    auditLog(book, books, tell);
    auditPhases(book, books, lateMs, tell);
    for (const about of revealProblems(book, books)) tell("wrong-reveal", about);
    if (!book.over && book.leftAt === null)
      tell("no-end", `was left in ${book.phase || "no phase"}`);
  }
  if (differInOrder(books)) complain("reordered", "two seats were told the same in another order");
  return problems;
}

function auditLog(book: SeatBook, books: readonly SeatBook[], complain: Complain): void {
  const { heard } = book;
  const ids = new Set(heard.map(({ id }) => id));
  if (ids.size < heard.length)
    complain("repeated", `${heard.length - ids.size} messages came again`);
  const sent = books.flatMap((one) => one.sent);
  for (const { outcome, id, body } of book.over ? sent : [])
    if (outcome === "confirmed" && (id === null || !ids.has(id))) complain("lost", `“${body}”`);
  const posts = new Map(books.map((one) => [one.seat, one.sent]));
  for (const message of heard) {
    const wrong = whatIsWrong(message, posts, books.length);
    if (wrong) complain(...wrong);
  }
  if (saidTwice(heard, posts)) complain("repeated", "one post was told as two messages");
  if (!inOrder(heard, book)) complain("reordered", "instants or one's own posts are out of order");
}

/** What a seat with a book has not posted, or not so, nobody has said. */
function whatIsWrong(
  { id, seat, body }: Heard,
  posts: ReadonlyMap<string, readonly Sent[]>,
  people: number,
): Parameters<Complain> | null {
  const mine = posts.get(seat);
  if (!mine) return people > 1 ? ["invented", `seat ${seat} is nobody's: “${body}”`] : null;
  const post = mine.find((one) => one.id === id) ?? mine.find((one) => one.body === body);
  if (!post || post.outcome === "refused") return ["invented", `“${body}”`];
  return post.body === body ? null : ["altered", `“${post.body}” came as “${body}”`];
}

function saidTwice(heard: readonly Heard[], posts: ReadonlyMap<string, readonly Sent[]>): boolean {
  const said = heard.filter(({ seat }) => posts.has(seat));
  const different = new Set(said.map(({ id }) => id)).size;
  return new Set(said.map(({ seat, body }) => `${seat} ${body}`)).size < different;
}

function inOrder(heard: readonly Heard[], { seat, sent }: SeatBook): boolean {
  const instants = heard.map(({ at }) => at);
  const place = new Map(sent.map(({ id }, index) => [id, index]));
  // What was never answered has no id in the book, and may have been said after what followed it.
  const own = heard.filter((one) => one.seat === seat).flatMap(({ id }) => place.get(id) ?? []);
  return isAscending(instants) && isAscending(own);
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, index) => value >= (values[index - 1] ?? -Infinity));
}

function differInOrder([one, other]: readonly SeatBook[]): boolean {
  if (!one || !other) return false;
  const common = (from: SeatBook, to: SeatBook) => {
    const known = new Set(to.heard.map(({ id }) => id));
    return from.heard.flatMap(({ id }) => (known.has(id) ? [id] : [])).join();
  };
  return common(one, other) !== common(other, one);
}

/** Phases come at their deadlines; sooner only where somebody has decided or left before. */
function auditPhases(
  book: SeatBook,
  books: readonly SeatBook[],
  lateMs: number,
  complain: Complain,
): void {
  for (const { phase, lateMs: late, endedAt } of lateness(book)) {
    if (late > lateMs) complain("late-phase", `${phase} came ${Math.round(late)} ms late`);
    const acted = books.some(
      ({ guess, leftAt }) => (guess?.at ?? Infinity) < endedAt || (leftAt ?? Infinity) < endedAt,
    );
    if (late < -EARLY_MS && !acted)
      complain("early-phase", `${phase} came ${Math.round(-late)} ms too soon`);
  }
}

export interface Turned {
  phase: string;
  /** Past the deadline of the phase before; below 0 where that one ended sooner. */
  lateMs: number;
  endedAt: number;
}

/** How late each phase came that was told while it happened, not when a connection was back. */
export function lateness({ phases }: SeatBook): Turned[] {
  return phases.flatMap(({ phase, arrivedAt, by }, index) => {
    const before = phases[index - 1]?.deadlineAt ?? null;
    if (before === null || by === null || before < by) return [];
    return [{ phase, lateMs: arrivedAt - before, endedAt: arrivedAt }];
  });
}
