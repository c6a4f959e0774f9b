import { expect, test } from "vitest";
import type { Reply } from "../db/queries/replies.ts";
import { appearsAt } from "../game/release.ts";
import { opened, OPENED_AT, rulesetLike } from "../game/playing.test-support.ts";
import { nextPart } from "./parts.ts";

const persona = { speedFactor: 1, news: false };

function replyIn(matchId: string): Reply {
  return {
    id: "r",
    matchId,
    conversationId: "c",
    seatId: "s",
    label: "A",
    round: 1,
    occasion: "heard",
    afterSeq: 1,
    part: 0,
    state: "delivered",
    action: "say",
    body: "hi",
    rest: ["ok"],
    receivedAt: new Date(OPENED_AT + 1000),
    delayMs: 2000,
    typingAt: new Date(OPENED_AT + 2000),
    dotsAt: new Date(OPENED_AT + 2000),
    deliverAt: new Date(OPENED_AT + 3000),
    model: null,
    fallbackUsed: false,
    failure: null,
    restarted: false,
    thinkingUntil: null,
    generatedAt: null,
    messageId: null,
    createdAt: new Date(OPENED_AT),
  };
}

test("a second message is begun when the first one is there", () => {
  const { match } = opened();
  const sentAt = OPENED_AT + 3000;
  expect(nextPart(match, replyIn(match.id), sentAt, persona)?.receivedAt).toEqual(new Date(sentAt));
});

test("where messages wait for a slot's end, it is begun when the first one was written", () => {
  const ruleset = rulesetLike("quick-duel", { release: "matched", slotSeconds: 30 });
  const { match } = opened({ ruleset });
  const slotEnd = OPENED_AT + 30_000;
  const next = nextPart(match, replyIn(match.id), slotEnd, persona);
  expect(next?.receivedAt).toEqual(new Date(OPENED_AT + 3000));
  // Both were ready in one slot, so both appear at its end.
  const first = appearsAt(match, "c", "A", OPENED_AT + 3000);
  expect(next?.deliverAt).toEqual(new Date(first ?? NaN));
});
