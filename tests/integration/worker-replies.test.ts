import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Announcement } from "../../db/events.ts";
import { postMessage } from "../../db/play.ts";
import { replies } from "../../db/schema/replies.ts";
import { createRandom } from "../../game/random.ts";
import { drawOpening } from "../../game/habits.ts";
import { APPEARS_AFTER_MS } from "../../game/release.ts";
import { TIMING_PROFILES } from "../../game/timing-profile.ts";
import { falseStartOf } from "../../worker/dots.ts";
import { composeReply } from "../../worker/processors/compose-reply.ts";
import { deliverMessage } from "../../worker/processors/deliver-message.ts";
import { makeGuess } from "../../worker/processors/make-guess.ts";
import { overdueMs } from "../../worker/patience.ts";
import type { Workplace } from "../../worker/workplace.ts";
import { letPass, testStores } from "../factories.ts";
import { startModel } from "../stores.ts";
import {
  type DuelWithAi,
  duelWithAi,
  eventually,
  messagesIn,
  phaseOf,
  repliesIn,
  workplaceFor,
} from "./worker-support.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
let workplace: Workplace;
beforeAll(async () => {
  stores = await testStores();
  workplace = workplaceFor(stores, (await startModel()).url);
});
afterAll(() => stores.close());

const compose = ({ match, conversationId, ai }: DuelWithAi, after: number) =>
  composeReply(workplace, { matchId: match.id, conversationId, seat: ai, round: 1, after });

const beganAt = (ms: number) => ({ typingAt: new Date(ms), dotsAt: new Date(ms) });

/** As if the drawn delay of every reply had passed. */
const makeDue = ({ match }: DuelWithAi) =>
  stores.database.orm
    .update(replies)
    .set({ ...beganAt(Date.now() - 1000), deliverAt: new Date(Date.now() - 10) })
    .where(eq(replies.matchId, match.id));

async function onlyReply(duel: DuelWithAi, after: number) {
  const reply = (await repliesIn(stores, duel)).find(({ afterSeq }) => afterSeq === after);
  if (!reply) throw new Error(`no reply to ${after}`);
  return reply;
}

/** A duel whose AI means to open; about every second one does. */
async function openingDuel(): Promise<DuelWithAi> {
  for (let tries = 0; tries < 60; tries++) {
    const duel = await duelWithAi(stores);
    await compose(duel, 0);
    if ((await onlyReply(duel, 0)).state === "scheduled") return duel;
  }
  throw new Error("none of 60 AIs means to open");
}

describe("composing", () => {
  test("a reply is scheduled its drawn delay after the message, generation inside", async () => {
    const duel = await duelWithAi(stores);
    const after = await duel.say("where are you from?");
    await compose(duel, after);
    const reply = await onlyReply(duel, after);
    const [message] = await messagesIn(stores, duel);
    expect(reply).toMatchObject({ state: "scheduled", model: "scripted", fallbackUsed: false });
    const seenAt = (message?.at.getTime() ?? 0) + APPEARS_AFTER_MS;
    expect(reply.receivedAt.getTime()).toBe(seenAt);
    const waited = (reply.deliverAt?.getTime() ?? 0) - reply.receivedAt.getTime();
    expect(waited).toBe(reply.delayMs);
    expect(reply.typingAt?.getTime()).toBeGreaterThan(reply.receivedAt.getTime() + 1000);
  });

  test("done twice at once, an occasion has one reply", async () => {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hi");
    await Promise.all([compose(duel, after), compose(duel, after), compose(duel, after)]);
    const all = (await repliesIn(stores, duel)).filter(({ afterSeq }) => afterSeq === after);
    expect(all.map(({ state }) => state)).toEqual(["scheduled"]);
  });

  test("a newer message restarts a reply once, and quick writers still get an answer", async () => {
    const duel = await duelWithAi(stores);
    const [first, second] = [await duel.say("hi"), 0];
    await compose(duel, first);
    const newer = await duel.say("where are you from?");
    await compose(duel, newer);
    const newest = await duel.say("hello??");
    await compose(duel, newest);
    const states = (await repliesIn(stores, duel)).filter(({ afterSeq }) => afterSeq > second);
    expect(states.map(({ afterSeq, state, restarted }) => [afterSeq, state, restarted])).toEqual([
      [first, "superseded", false],
      [newer, "scheduled", true],
    ]);
  });

  test("a reply that takes another's place is thought on about, not anew", async () => {
    const duel = await duelWithAi(stores);
    const first = await duel.say("hi");
    await compose(duel, first);
    const text = "where are you from?";
    const newer = await duel.say(text);
    await compose(duel, newer);
    const [older, reply] = [await onlyReply(duel, first), await onlyReply(duel, newer)];
    expect(reply.thinkingUntil).toEqual(older.dotsAt);
    const dots = falseStartOf(duel.match, reply);
    const givenUpMs = dots ? dots.lengthMs + dots.restMs : 0;
    const readMs = 400 + 42 * text.length;
    const from = Math.max(older.dotsAt?.getTime() ?? 0, reply.receivedAt.getTime());
    expect(reply.typingAt?.getTime()).toBeCloseTo(from + readMs + givenUpMs, -1);
  });

  test("an opening that gives way to a message is no thought about it", async () => {
    const duel = await openingDuel();
    const [opened] = await repliesIn(stores, duel);
    expect(opened?.dotsAt?.getTime()).toBeGreaterThan(Date.now());
    const after = await duel.say("hi");
    await compose(duel, after);
    const reply = await onlyReply(duel, after);
    expect(reply).toMatchObject({ restarted: false, thinkingUntil: null });
    expect((await onlyReply(duel, 0)).state).toBe("superseded");
  });

  test("a reply whose dots began stays", async () => {
    const duel = await duelWithAi(stores);
    const first = await duel.say("hi");
    await compose(duel, first);
    await stores.database.orm
      .update(replies)
      .set(beganAt(Date.now() - 1))
      .where(eq(replies.matchId, duel.match.id));
    const newer = await duel.say("where are you from?");
    await compose(duel, newer);
    expect(await onlyReply(duel, first)).toMatchObject({ state: "scheduled" });
    expect((await repliesIn(stores, duel)).some(({ afterSeq }) => afterSeq === newer)).toBe(false);
  });

  test("what does not fit before the chat's end is not said: at most it is begun", async () => {
    const duel = await duelWithAi(stores);
    const after = await duel.say("tell me about yourself");
    await letPass(stores, duel.match.id, 119_000);
    await compose(duel, after);
    const { state, action, body } = await onlyReply(duel, after);
    expect(body).toBeNull();
    expect(state === "passed" || action === "abandon").toBe(true);
  });

  test("an AI opens as often as people do, or waits to be addressed", async () => {
    const duel = await duelWithAi(stores);
    await compose(duel, 0);
    const { seed } = duel.match;
    const random = createRandom(seed, "opening", duel.conversationId, duel.ai, 0);
    const drawn = drawOpening(TIMING_PROFILES.default, random);
    expect((await onlyReply(duel, 0)).state).toBe(drawn === null ? "passed" : "scheduled");
  });

  test("a model that does not answer leaves the seat a line of its own", async () => {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hello");
    const { match, conversationId, ai } = duel;
    await composeReply(workplaceFor(stores, "http://127.0.0.1:9/v1"), {
      matchId: match.id,
      conversationId,
      seat: ai,
      round: 1,
      after,
    });
    const reply = await onlyReply(duel, after);
    expect(reply).toMatchObject({ state: "scheduled", fallbackUsed: true, model: null });
    expect(reply.body).not.toBe("");
  });
});

describe("delivering", () => {
  async function scheduled() {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hi, where are you from?");
    await compose(duel, after);
    await makeDue(duel);
    return { duel, reply: await onlyReply(duel, after) };
  }

  test("done twice at once, a reply is one message", async () => {
    const { duel, reply } = await scheduled();
    const replyId = reply.id;
    await Promise.all([1, 2, 3].map(() => deliverMessage(workplace, { replyId })));
    await deliverMessage(workplace, { replyId });
    const sent = (await messagesIn(stores, duel)).filter(({ label }) => label === duel.ai);
    expect(sent).toHaveLength(1);
    expect(await onlyReply(duel, reply.afterSeq)).toMatchObject({
      state: "delivered",
      messageId: sent[0]?.id,
    });
  });

  test("a worker killed after posting finds its message again", async () => {
    const { duel, reply } = await scheduled();
    await postMessage(stores, {
      matchId: duel.match.id,
      actor: { round: 1, seat: duel.ai },
      conversationId: duel.conversationId,
      text: reply.body ?? "",
      clientId: reply.id,
    });
    await deliverMessage(workplace, { replyId: reply.id });
    expect(await messagesIn(stores, duel)).toHaveLength(2);
    expect(await onlyReply(duel, reply.afterSeq)).toMatchObject({ state: "delivered" });
  });

  test("a bot's message has the row of a human's", async () => {
    const { duel, reply } = await scheduled();
    await deliverMessage(workplace, { replyId: reply.id });
    const [human, bot] = await messagesIn(stores, duel);
    if (!human || !bot) throw new Error("two messages expected");
    const shape = (row: object) =>
      Object.entries(row).map(([column, value]) => [column, value === null ? null : typeof value]);
    expect(shape(bot)).toEqual(shape(human));
    expect(bot.id[14]).toBe("7");
    expect(bot.id > human.id).toBe(true);
  });

  test("a reply that the rules refuse is passed", async () => {
    const { duel, reply } = await scheduled();
    await letPass(stores, duel.match.id, 121_000);
    await deliverMessage(workplace, { replyId: reply.id });
    expect(await messagesIn(stores, duel)).toHaveLength(1);
    expect(await onlyReply(duel, reply.afterSeq)).toMatchObject({ state: "passed" });
  });
});

describe("what follows a message", () => {
  async function delivered(rest: string[], during?: (duel: DuelWithAi) => Promise<unknown>) {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hi, where are you from?");
    await compose(duel, after);
    await makeDue(duel);
    await stores.database.orm
      .update(replies)
      .set({ rest })
      .where(eq(replies.matchId, duel.match.id));
    await during?.(duel);
    const { id } = await onlyReply(duel, after);
    await Promise.all([1, 2].map(() => deliverMessage(workplace, { replyId: id })));
    return duel;
  }
  const parts = async (duel: DuelWithAi) =>
    (await repliesIn(stores, duel))
      .toSorted((a, b) => a.part - b.part)
      .map(({ part, state, body, rest }) => ({ part, state, body, rest }));

  test("its second thought is scheduled once, then what comes after it", async () => {
    const duel = await delivered(["you?", "*your"]);
    expect((await parts(duel)).slice(1)).toEqual([
      { part: 1, state: "scheduled", body: "you?", rest: ["*your"] },
    ]);
    await makeDue(duel);
    const second = (await repliesIn(stores, duel)).find(({ part }) => part === 1);
    await deliverMessage(workplace, { replyId: second?.id ?? "" });
    expect((await parts(duel)).slice(1)).toMatchObject([
      { part: 1, state: "delivered" },
      { part: 2, state: "scheduled", body: "*your" },
    ]);
    const said = (await messagesIn(stores, duel)).filter(({ label }) => label === duel.ai);
    expect(said.map(({ body }) => body).slice(1)).toEqual(["you?"]);
  });

  test("news from the partner ends a second thought, not a correction", async () => {
    const duel = await delivered(["you?", "*your"], (one) => one.say("hello??"));
    expect((await parts(duel)).slice(1)).toMatchObject([{ part: 1, body: "*your" }]);
  });

  test("where turns are waited for, nobody adds anything", async () => {
    const duel = await duelWithAi(stores, {}, "interrogation");
    const after = await duel.say("where are you from?");
    await compose(duel, after + 1);
    const rests = (await repliesIn(stores, duel)).map(({ rest }) => rest);
    expect(rests).toEqual([[]]);
  });
});

describe("what is not said", () => {
  test("a witness that leaves says nothing, and its seat has left", async () => {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hi");
    await compose(duel, after);
    await stores.database.orm
      .update(replies)
      .set({ action: "leave", body: null })
      .where(eq(replies.matchId, duel.match.id));
    await makeDue(duel);
    await deliverMessage(workplace, { replyId: (await onlyReply(duel, after)).id });
    expect(await messagesIn(stores, duel)).toHaveLength(1);
    const { rows } = await stores.database.pool.query(
      "select kind from seats where match_id = $1 and left_at is not null",
      [duel.match.id],
    );
    expect(rows).toEqual([{ kind: "ai" }]);
    expect(await phaseOf(stores, duel)).toBe("chatting");
  });

  test("dots may lead to nothing", async () => {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hi");
    await compose(duel, after);
    await stores.database.orm
      .update(replies)
      .set({ action: "abandon", body: null })
      .where(eq(replies.matchId, duel.match.id));
    await makeDue(duel);
    await deliverMessage(workplace, { replyId: (await onlyReply(duel, after)).id });
    expect(await messagesIn(stores, duel)).toHaveLength(1);
    expect(await onlyReply(duel, after)).toMatchObject({ state: "passed" });
  });
});

describe("dots", () => {
  /** A reply, and all that is announced from now on. */
  async function coming(typingInMs: number, deliverInMs: number) {
    const duel = await duelWithAi(stores);
    const after = await duel.say("hi");
    await compose(duel, after);
    const { id: replyId } = await onlyReply(duel, after);
    const at = { ...beganAt(Date.now() + typingInMs), deliverAt: inMs(deliverInMs) };
    // Lines that are given up belong to first parts only.
    await stores.database.orm
      .update(replies)
      .set({ ...at, part: 1 })
      .where(eq(replies.id, replyId));
    const seen: { at: number; announcement: Announcement }[] = [];
    const silence = stores.events.listen((announcement) => {
      if ("matchId" in announcement && announcement.matchId === duel.match.id)
        seen.push({ at: Date.now(), announcement });
    });
    const dots = () => seen.filter(({ announcement }) => announcement.kind === "typing");
    const said = () =>
      seen.filter(
        ({ announcement }) =>
          announcement.kind === "match" &&
          announcement.messages.some(({ seat }) => seat === duel.ai),
      );
    return { ...at, duel, replyId, dots, said, silence };
  }
  const inMs = (ms: number) => new Date(Date.now() + ms);

  test("begin with the typing and end with the message", async () => {
    const { duel, replyId, typingAt, deliverAt, dots, said, silence } = await coming(300, 900);
    await deliverMessage(workplace, { replyId });
    await eventually(() => Promise.resolve(said()[0]));
    silence();
    const { match, conversationId, ai: seat } = duel;
    expect(dots().map(({ announcement }) => announcement)).toEqual([
      { kind: "typing", matchId: match.id, conversationId, seat, on: true },
    ]);
    expect(dots()[0]?.at).toBeGreaterThanOrEqual(typingAt.getTime());
    expect(dots()[0]?.at).toBeLessThan(deliverAt.getTime());
    expect(said()[0]?.at).toBeGreaterThanOrEqual(deliverAt.getTime());
  });

  test("of a reply that gives way before it is typed are not shown, nor is it said", async () => {
    const { duel, replyId, dots, said, silence } = await coming(1500, 2000);
    const playing = deliverMessage(workplace, { replyId });
    await compose(duel, await duel.say("where are you from?"));
    await playing;
    silence();
    expect([...dots(), ...said()]).toEqual([]);
    const own = (await repliesIn(stores, duel)).find(({ id }) => id === replyId);
    expect(own?.state).toBe("superseded");
  });

  test("of a reply that was moved are its new job's", async () => {
    const { replyId, dots, said, silence } = await coming(600, 1200);
    const asking = vi.spyOn(stores.database.pool, "query");
    const playing = deliverMessage(workplace, { replyId });
    const [looked] = asking.mock.results;
    asking.mockRestore();
    await looked?.value;
    const moved = { typingAt: inMs(60_000), deliverAt: inMs(70_000) };
    await stores.database.orm.update(replies).set(moved).where(eq(replies.id, replyId));
    await playing;
    silence();
    expect([...dots(), ...said()]).toEqual([]);
  });

  test("end, and nothing is said, where the process stood still until the reply was moved", async () => {
    const { duel, replyId, dots, silence, deliverAt } = await coming(-1000, 400);
    const playing = deliverMessage(workplace, { replyId });
    await eventually(() => Promise.resolve(dots()[0]));
    const moved = { typingAt: inMs(60_000), deliverAt: inMs(70_000) };
    await stores.database.orm.update(replies).set(moved).where(eq(replies.id, replyId));
    expect(Date.now()).toBeLessThan(deliverAt.getTime());
    while (Date.now() < deliverAt.getTime() + overdueMs(stores.timeScale)) continue;
    await playing;
    silence();
    const sent = await messagesIn(stores, duel);
    expect(sent.filter(({ label }) => label === duel.ai)).toEqual([]);
  });

  test("end, and nothing is said, where a reply loses its turn while it is typed", async () => {
    const { duel, replyId, dots, silence } = await coming(-1000, 500);
    const playing = deliverMessage(workplace, { replyId });
    await eventually(() => Promise.resolve(dots()[0]));
    const lost = { state: "superseded" } as const;
    await stores.database.orm.update(replies).set(lost).where(eq(replies.id, replyId));
    await playing;
    await eventually(() => Promise.resolve(dots()[1]));
    silence();
    const sent = await messagesIn(stores, duel);
    expect(sent.filter(({ label }) => label === duel.ai)).toEqual([]);
    expect(dots().at(-1)?.announcement).toMatchObject({ kind: "typing", on: false });
  });

  test("go on where a worker stops: another takes the reply up", async () => {
    const { replyId, dots, said, silence, duel } = await coming(-1000, 60_000);
    const stop = new AbortController();
    const before = await stores.queues.counts();
    const playing = deliverMessage({ ...workplace, stopping: stop.signal }, { replyId });
    await eventually(() => Promise.resolve(dots()[0]));
    stop.abort();
    await playing;
    await eventually(async () => {
      const { waiting = 0 } = (await stores.queues.counts())["deliver-message"];
      return waiting > (before["deliver-message"].waiting ?? 0);
    });
    expect(said()).toEqual([]);
    await makeDue(duel);
    await deliverMessage(workplace, { replyId });
    await eventually(() => Promise.resolve(said()[0]));
    silence();
  });
});

describe("guessing", () => {
  test("finding the chat still under way, a guess waits", async () => {
    const duel = await duelWithAi(stores);
    await makeGuess(workplace, { matchId: duel.match.id, seat: duel.ai, round: 1 });
    const { rowCount } = await stores.database.pool.query(
      "select 1 from guesses where match_id = $1",
      [duel.match.id],
    );
    expect(rowCount).toBe(0);
  });
});
