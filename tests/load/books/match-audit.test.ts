import { expect, test } from "vitest";
import type { RevealView } from "../../../app/api/schemas.ts";
import { auditMatch } from "./match-audit.ts";
import type { Problem } from "./problem.ts";
import { SeatBook } from "./seat-book.ts";

const START = Date.parse("2026-01-01T00:00:00.000Z");
const CHAT_MS = 120_000;
const iso = (ms: number) => new Date(START + ms).toISOString();

interface Line {
  id: string;
  seat: string;
  body: string;
  at: number;
}

const LINES: readonly Line[] = [
  { id: "m1", seat: "A", body: "hello", at: 5000 },
  { id: "m2", seat: "B", body: "hi there", at: 9000 },
  { id: "m3", seat: "A", body: "how are you", at: 15_000 },
];

const REVEAL: RevealView = {
  seats: [
    { seat: "A", round: 1, kind: "human", name: "one" },
    { seat: "B", round: 1, kind: "human", name: "two" },
  ],
  guesses: [
    { by: "A", seat: "B", round: 1, pAi: 0.8, correct: false },
    { by: "B", seat: "A", round: 1, pAi: 0.2, correct: true },
  ],
  points: [],
  rated: false,
  ratedReason: "wave",
  rating: { before: 1500, after: 1500 },
  ratingOf: "skill",
  endReason: "time",
  seed: "0".repeat(32),
};

interface Told {
  lines?: readonly Line[];
  /** By `deadlineAt` of the chat, in ms. */
  guessingLateMs?: number;
  reveal?: RevealView | null;
  skipFrame?: number;
}

/** The book of a seat in a match in which all went well, but for what is told otherwise. */
function seatBook(seat: "A" | "B", told: Told = {}): SeatBook {
  const { lines = LINES, guessingLateMs = 12, reveal = REVEAL, skipFrame } = told;
  const book = new SeatBook("match");
  let id = 0;
  const tell = (event: string, data: object, at: number) => {
    id += id + 1 === skipFrame ? 2 : 1;
    book.take({ id, event, data: JSON.stringify(data) }, START + at);
  };
  const view = (phase: string, deadlineMs: number, messages: readonly Line[]) => ({
    phase,
    deadlineAt: iso(deadlineMs),
    you: { seat },
    seats: [{ seat: "A" }, { seat: "B" }],
    conversations: [{ id: "c", messages: messages.map((one) => ({ ...one, at: iso(one.at) })) }],
  });
  book.opened(START);
  tell("view", view("chatting", CHAT_MS, []), 10);
  for (const line of lines)
    tell("message", { message: { ...line, at: iso(line.at) } }, line.at + 15);
  const turned = CHAT_MS + guessingLateMs;
  tell("phase", { phase: "guessing", deadlineAt: iso(CHAT_MS + 30_000) }, turned);
  tell("view", view("guessing", CHAT_MS + 30_000, lines), turned);
  book.sent.push(
    ...LINES.filter((line) => line.seat === seat).map(({ id, body, at }) => ({
      body,
      id,
      sentAt: START + at - 10,
      outcome: "confirmed" as const,
    })),
  );
  book.guess = { pAi: seat === "A" ? 0.8 : 0.2, at: START + CHAT_MS + 6000, confirmed: true };
  if (!reveal) return book;
  tell("phase", { phase: "revealed", deadlineAt: null }, CHAT_MS + 8000);
  tell("reveal", { reveal }, CHAT_MS + 8000);
  return book;
}

const kindsOf = (problems: readonly Problem[]) => [...new Set(problems.map(({ kind }) => kind))];
const found = (a: Told, b: Told = {}) => kindsOf(auditMatch([seatBook("A", a), seatBook("B", b)]));
const [first, second, third] = LINES as [Line, Line, Line];

test("a match in which all went well has no problems", () => {
  expect(auditMatch([seatBook("A"), seatBook("B")])).toEqual([]);
});

test("a message that one seat was not told is lost", () => {
  expect(found({}, { lines: [first, second] })).toEqual(["lost"]);
});

test("a message that was told twice is repeated, under its own id and under another", () => {
  expect(found({ lines: [first, second, second, third] })).toContain("repeated");
  expect(found({ lines: [...LINES, { ...third, id: "m4" }] })).toContain("repeated");
});

test("two seats that are told another order", () => {
  const sameInstant = [{ ...second, at: first.at }, first, third];
  expect(found({}, { lines: sameInstant })).toContain("reordered");
  expect(found({ lines: [third, second, first] }, { lines: [third, second, first] })).toEqual([
    "reordered",
  ]);
});

test("what nobody has posted is invented, and what came otherwise is altered", () => {
  const invented = { id: "m9", seat: "B", body: "nobody said so", at: 20_000 };
  expect(found({ lines: [...LINES, invented] })).toContain("invented");
  expect(found({ lines: [{ ...first, body: "hallo" }, second, third] })).toEqual(["altered"]);
});

test("what was refused and comes all the same is invented", () => {
  const [a, b] = [seatBook("A"), seatBook("B")];
  for (const post of a.sent) post.outcome = "refused";
  expect(kindsOf(auditMatch([a, b]))).toEqual(["invented"]);
});

test("what was never answered may have been said, or not", () => {
  const [a, b] = [seatBook("A"), seatBook("B")];
  for (const post of a.sent) Object.assign(post, { outcome: "unknown", id: null });
  a.sent.push({ body: "never arrived", sentAt: START, outcome: "unknown", id: null });
  expect(auditMatch([a, b])).toEqual([]);
});

test("what was never answered has no place among what one posted", () => {
  const [a, b] = [seatBook("A"), seatBook("B")];
  Object.assign(a.sent[0] ?? {}, { outcome: "unknown", id: null });
  expect(a.sent.length).toBeGreaterThan(1);
  expect(auditMatch([a, b])).toEqual([]);
});

test("an AI witness may say anything, where one person sits", () => {
  const reveal: RevealView = {
    ...REVEAL,
    seats: REVEAL.seats.map((one) => (one.seat === "B" ? { ...one, kind: "ai" } : one)),
    guesses: [{ by: "A", seat: "B", round: 1, pAi: 0.8, correct: true }],
  };
  expect(auditMatch([seatBook("A", { reveal })])).toEqual([]);
});

test("a phase that comes late, or too soon while nobody has guessed", () => {
  expect(found({ guessingLateMs: 6000 })).toEqual(["late-phase"]);
  expect(found({ guessingLateMs: -4000 })).toEqual(["early-phase"]);
});

test("a reveal that calls a person an AI, or tells another guess, or another verdict", () => {
  const [one, two] = REVEAL.guesses as [RevealView["guesses"][0], RevealView["guesses"][0]];
  const wrong: Partial<RevealView>[] = [
    { seats: REVEAL.seats.map((each) => ({ ...each, kind: "ai" })) },
    { guesses: [{ ...one, pAi: 0.7 }, two] },
    { guesses: [{ ...one, correct: true }, two] },
    { guesses: [two] },
  ];
  for (const changes of wrong)
    expect(found({ reveal: { ...REVEAL, ...changes } })).toEqual(["wrong-reveal"]);
});

test("a match without its end, and a frame that is missing", () => {
  expect(found({ reveal: null })).toEqual(["no-end"]);
  expect(found({ skipFrame: 3 })).toEqual(["gap"]);
});

test("a view in the middle that knows more than was told", () => {
  const book = seatBook("A", { reveal: null });
  const messages = [...LINES, { id: "m7", seat: "B", body: "missed", at: 16_000 }];
  const data = JSON.stringify({
    phase: "guessing",
    deadlineAt: iso(CHAT_MS + 30_000),
    you: { seat: "A" },
    seats: [{ seat: "A" }, { seat: "B" }],
    conversations: [{ id: "c", messages: messages.map((one) => ({ ...one, at: iso(one.at) })) }],
  });
  book.take({ id: (book.lastId ?? 0) + 1, event: "view", data }, START + CHAT_MS + 100);
  expect(kindsOf(book.problems)).toEqual(["lost"]);
});

test("who comes back without a last id is told by a view what was said meanwhile", () => {
  const book = new SeatBook("match");
  const view = (messages: readonly Line[]) =>
    JSON.stringify({
      phase: "chatting",
      deadlineAt: iso(CHAT_MS),
      you: { seat: "A" },
      seats: [{ seat: "A" }, { seat: "B" }],
      conversations: [{ id: "c", messages: messages.map((one) => ({ ...one, at: iso(one.at) })) }],
    });
  book.opened(START);
  book.take({ id: 1, event: "view", data: view([]) }, START);
  book.opened(START + 20_000);
  book.take({ id: 4, event: "view", data: view(LINES) }, START + 20_000);
  expect(book.problems).toEqual([]);
  expect(book.heard.map(({ by }) => by)).toEqual([null, null, null]);
});
