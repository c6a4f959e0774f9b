import { quantile } from "../../bench/figures.ts";
import { auditMatch, lateness } from "../books/match-audit.ts";
import type { Problem } from "../books/problem.ts";
import type { SeatBook } from "../books/seat-book.ts";
import type { Crowd } from "../crowd.ts";

/** Milliseconds; NaN where nothing was measured. */
export interface Spread {
  p50: number;
  p95: number;
  p99: number;
  max: number;
  count: number;
}

export interface Timed {
  /** When it happened, epoch milliseconds, and how long it took. */
  at: number;
  ms: number;
}

/** Everything that the books say of the time of the hold. */
export interface Measured {
  /** From POST to the partner's frame, and to one's own. */
  delivery: Timed[];
  echo: Timed[];
  /** From the instant that a witness's message bears to its frame. */
  botDelivery: Timed[];
  /** From the wave to `seated`, and from joining to `seated`. */
  seating: Timed[];
  waiting: Timed[];
  /** From a deadline to the frame of the phase that follows. */
  phases: Timed[];
  messagesPerSecond: number;
  botShare: number;
  matchesPerSecond: number;
  problems: Problem[];
  matches: number;
  messages: number;
}

interface Span {
  from: number;
  to: number;
}

/** A phase that ended long before its deadline ended for another reason. */
const ON_TIME_MS = -20;

/** @param lateMs by how much a phase may be late before it counts as broken. */
export function measureBooks({ tables, seatings }: Crowd, span: Span, lateMs?: number): Measured {
  const matches = [...tables.values()];
  const books = matches.flat();
  const within = (all: Timed[]) => all.filter(({ at }) => at >= span.from && at < span.to);
  const said = matches.flatMap(saidIn).filter(({ at }) => at >= span.from && at < span.to);
  const seconds = (span.to - span.from) / 1000;
  const begun = matches.filter(([book]) => {
    const at = book?.phases[0]?.arrivedAt ?? 0;
    return at >= span.from && at < span.to;
  });
  return {
    delivery: within(
      matches.flatMap((table) => table.flatMap((book) => arrivals(book, table, false))),
    ),
    echo: within(matches.flatMap((table) => table.flatMap((book) => arrivals(book, table, true)))),
    botDelivery: within(matches.flatMap(botArrivals)),
    seating: within(
      seatings.map(({ seatedAt, waveAt }) => ({ at: waveAt, ms: seatedAt - waveAt })),
    ),
    waiting: within(
      seatings.map(({ seatedAt, joinedAt }) => ({ at: joinedAt, ms: seatedAt - joinedAt })),
    ),
    phases: within(books.flatMap(turns)),
    messagesPerSecond: said.length / seconds,
    botShare: said.filter(({ bot }) => bot).length / said.length,
    matchesPerSecond: begun.length / seconds,
    problems: matches.flatMap((table) => auditMatch(table, lateMs)),
    matches: matches.length,
    messages: matches.flatMap(saidIn).length,
  };
}

export function spreadOf(times: readonly Timed[]): Spread {
  const values = times.map(({ ms }) => ms);
  const at = (q: number) => quantile(values, q);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), count: values.length };
}

/** What a seat has posted, as it came out at the partner or at itself, line unbroken. */
function arrivals(book: SeatBook, table: readonly SeatBook[], own: boolean): Timed[] {
  const readers = own ? [book] : table.filter((one) => one !== book);
  return readers.flatMap((reader) => {
    const heard = new Map(reader.heard.map((message) => [message.id, message]));
    return book.sent.flatMap(({ id, sentAt }) => {
      const message = id === null ? undefined : heard.get(id);
      if (typeof message?.by !== "number" || message.by > sentAt) return [];
      return [{ at: sentAt, ms: message.arrivedAt - sentAt }];
    });
  });
}

function botArrivals(table: readonly SeatBook[]): Timed[] {
  if (table.length > 1) return [];
  return table.flatMap((book) =>
    book.heard
      .filter(({ seat, by, at }) => seat !== book.seat && by !== null && by <= at)
      .map(({ at, arrivedAt }) => ({ at, ms: arrivedAt - at })),
  );
}

function turns(book: SeatBook): Timed[] {
  return lateness(book)
    .filter(({ lateMs }) => lateMs > ON_TIME_MS)
    .map(({ endedAt, lateMs }) => ({ at: endedAt, ms: lateMs }));
}

/** Every message of a match once, whoever was told of it. */
function saidIn(table: readonly SeatBook[]): { at: number; bot: boolean }[] {
  const seats = new Set(table.map(({ seat }) => seat));
  const messages = table.flatMap(({ heard }) => heard);
  return [
    ...new Map(messages.map(({ id, at, seat }) => [id, { at, bot: !seats.has(seat) }])).values(),
  ];
}
