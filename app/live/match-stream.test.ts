import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import type { MatchAnnouncement } from "../../db/events.ts";
import { decide } from "../../game/decide.ts";
import { currentRound, type Match } from "../../game/match.ts";
import { opened, OPENED_AT } from "../../game/playing.test-support.ts";
import { APPEARS_AFTER_MS } from "../../game/release.ts";
import { MatchStream } from "./match-stream.ts";
import type { SseFrame } from "./sse.ts";

/** Nothing may be asked of Postgres where every announcement comes in time. */
const database = openDatabase({ url: "postgres://127.0.0.1:9/none", onError: () => undefined });

/** What one's partner says, as it is announced. */
function said(before: Match, text: string, at: number): [Match, MatchAnnouncement] {
  const [conversation] = currentRound(before).conversations;
  if (!conversation) throw new Error("a conversation expected");
  const post = { type: "post", by: 1, conversationId: conversation.id, body: text } as const;
  const decision = decide(before, post, OPENED_AT + 1000);
  if (!decision.ok) throw new Error(decision.code);
  const { match, events } = decision;
  const messages = events.flatMap((event) =>
    event.type === "message" ? [{ ...event, id: text, at, body: text, clientId: text }] : [],
  );
  const frames = match.participants.map((participant) => participant.frames);
  return [match, { kind: "match", matchId: match.id, events, messages, frames }];
}

async function streamOf(match: Match) {
  const written: { at: number; frames: readonly SseFrame[] }[] = [];
  const errors: unknown[] = [];
  const stream = new MatchStream({
    stores: { database },
    matchId: match.id,
    playerId: "p",
    onWritten: () => undefined,
    onError: (error) => errors.push(error),
  });
  const outlet = {
    body: new ReadableStream<Uint8Array>(),
    open: true,
    write: (frames: readonly SseFrame[]) => {
      if (frames.length > 0) written.push({ at: Date.now(), frames });
    },
    end: () => undefined,
  };
  stream.start({ match, viewer: 0, lastId: 0, frames: [], ended: false }, outlet);
  // Announcements come by the network, never in the same breath.
  await setImmediate();
  const texts = () => written.map(({ frames }) => frames.map(({ id }) => id));
  return { stream, written, errors, texts };
}

test("what two processes announce out of order goes out in order, each at its moment", async () => {
  const { match } = opened();
  const { stream, written, errors, texts } = await streamOf(match);
  const now = Date.now();
  const [then, first] = said(match, "first", now - 6);
  const [, second] = said(then, "second", now - 1);
  stream.take(second);
  stream.take(first);
  await expect.poll(() => texts()).toEqual([[1], [2]]);
  expect(errors).toEqual([]);
  expect(written[0]?.at).toBeGreaterThanOrEqual(now - 6 + APPEARS_AFTER_MS);
  expect(written[1]?.at).toBeGreaterThanOrEqual(now - 1 + APPEARS_AFTER_MS);
});

test("a clock that is wrong holds a message no longer than its moment", async () => {
  const { match } = opened();
  const anHourAhead = Date.now() + 3_600_000;
  const [, message] = said(match, "from the future", anHourAhead);
  const { stream, texts } = await streamOf(match);
  stream.take(message);
  await expect.poll(() => texts()).toEqual([[1]]);
});

test("a clock that is set back meanwhile holds nothing up", async () => {
  const { match } = opened();
  const [, message] = said(match, "before the step", Date.now());
  const { stream, texts } = await streamOf(match);
  stream.take(message);
  vi.spyOn(Date, "now").mockReturnValue(Date.now() - 3_600_000);
  onTestFinished(() => void vi.restoreAllMocks());
  await expect.poll(() => texts()).toEqual([[1]]);
});
