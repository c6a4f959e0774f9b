import { beforeAll, describe, expect, test } from "vitest";
import { matchReply, messageReply } from "../../app/api/schemas.ts";
import { advanceMatch, postMessage } from "../../db/play.ts";
import type { ApiClient, EventStream, ReceivedFrame } from "../client.ts";
import { letPass } from "../factories.ts";
import { openApiOf } from "../openapi.ts";
import { saying, type Site, startSite } from "../site.ts";

type Duel = Awaited<ReturnType<Site["duel"]>>;

let site: Site;
let api: Awaited<ReturnType<typeof openApiOf>>;
beforeAll(async () => {
  site = await startSite();
  api = await openApiOf(site.stranger());
});

const idsOf = (frames: readonly ReceivedFrame[]) =>
  frames.flatMap(({ id }) => (id ? [Number(id)] : []));
const textOf = ({ data }: ReceivedFrame) => messageOf(data)?.body;
const messageOf = (data: unknown) => messageReply.safeParse(data).data?.message;
const contentOf = ({ id, event, data }: ReceivedFrame) => ({ id, event, data });

/** A `view` tells the time at which it was made, and what one has guessed by then. */
const timeless = ({ id, event, data }: ReceivedFrame) => {
  const made = { now: null, canGuess: null, guesses: null };
  return { id, event, data: event === "view" ? { ...matchReply.parse(data), ...made } : data };
};

async function say(client: ApiClient, { at, conversationId }: Duel, body: string) {
  const reply = await client.post(`${at}/messages`, saying(conversationId, body));
  expect(reply.status, reply.text).toBe(201);
}

const hears = (stream: EventStream, text: string) =>
  stream.wait((frame) => textOf(frame) === text, { what: text });

async function reveal({ matchId, a, b, at }: Duel) {
  await letPass(site.stores, matchId, 121_000);
  await advanceMatch(site.stores, matchId);
  for (const [by, about] of [
    [a, b],
    [b, a],
  ] as const)
    expect((await by.post(`${at}/guesses`, { seat: about.seat, pAi: 0.3 })).status).toBe(201);
  await advanceMatch(site.stores, matchId);
}

describe("a match's stream", () => {
  test("begins with the whole view, and no reply of it is kept or held back", async () => {
    const { a, at, matchId } = await site.duel();
    const stream = await a.stream(`${at}/events`);
    const { data, id } = await stream.event("view");
    expect(id).toBe("0");
    expect(matchReply.parse(data)).toMatchObject({ id: matchId, phase: "chatting" });
    const { headers } = stream.response;
    expect(headers.get("Content-Type")).toContain("text/event-stream");
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Accel-Buffering")).toBe("no");
    expect(headers.get("Content-Encoding")).toBeNull();
  });

  test("tells both sides of each message in one order, its client id to its sender only", async () => {
    const duel = await site.duel();
    const { a, b, at } = duel;
    const [toA, toB] = await Promise.all([a.stream(`${at}/events`), b.stream(`${at}/events`)]);
    await Promise.all([say(a, duel, "from A"), say(b, duel, "from B")]);
    for (const stream of [toA, toB]) {
      await hears(stream, "from A");
      await hears(stream, "from B");
      expect(idsOf(stream.frames)).toEqual([0, 1, 2]);
    }
    expect(toA.frames.slice(1).map(textOf)).toEqual(toB.frames.slice(1).map(textOf));
    const own = toA.frames
      .map(({ data }) => messageOf(data))
      .filter((message) => message?.clientId);
    expect(own.map((message) => message?.body)).toEqual(["from A"]);
  });

  test("shows a message no sooner than its moment, whoever has posted it", async () => {
    const duel = await site.duel();
    const { a, b, at, matchId, conversationId } = duel;
    const stream = await b.stream(`${at}/events`);
    await say(a, duel, "by a call");
    const actor = { round: 1, seat: a.seat };
    const bot = { matchId, actor, conversationId, text: "by a worker", clientId: "w1" };
    expect((await postMessage(site.stores, bot)).ok).toBe(true);
    for (const text of ["by a call", "by a worker"]) {
      const { data, at: arrivedAt } = await hears(stream, text);
      const stampedAt = Date.parse(messageOf(data)?.at ?? "");
      // A timer may be a millisecond early by the clock on the wall.
      expect(arrivedAt - stampedAt, text).toBeGreaterThanOrEqual(19);
    }
  });

  test("resumes with exactly the frames that were missed, as they were sent", async () => {
    const duel = await site.duel();
    const { a, b, at } = duel;
    const whole = await a.stream(`${at}/events`);
    for (const text of ["one", "two", "three"]) await say(b, duel, text);
    await hears(whole, "three");
    for (const seen of [0, 1, 2]) {
      const resumed = await a.stream(`${at}/events`, String(seen));
      await hears(resumed, "three");
      expect(resumed.frames.map(contentOf)).toEqual(whole.frames.slice(seen + 1).map(contentOf));
      resumed.close();
    }
    const upToDate = await a.stream(`${at}/events`, "3");
    await say(b, duel, "four");
    await hears(upToDate, "four");
    expect(idsOf(upToDate.frames)).toEqual([4]);
  });

  test.each(["99", "-1", "nonsense", "1e3", "", "999999999999"])(
    "begins anew after the unknown id %j",
    async (lastEventId) => {
      const duel = await site.duel();
      await say(duel.b, duel, "hello");
      const stream = await duel.a.stream(`${duel.at}/events`, lastEventId);
      const { id, data } = await stream.event("view");
      expect(id).toBe("1");
      expect(matchReply.parse(data).conversations[0]?.messages).toHaveLength(1);
    },
  );

  test("of two tabs are the same, and fit the description", async () => {
    const duel = await site.duel();
    const { a, b, at } = duel;
    const tabs = await Promise.all([a.stream(`${at}/events`), a.tab().stream(`${at}/events`)]);
    await say(a, duel, "hello");
    await reveal(duel);
    await Promise.all(tabs.map((tab) => tab.end()));
    const [first, second] = tabs.map(({ frames }) => frames.map(timeless));
    expect(second).toEqual(first);
    expect(tabs[0].frames.map(({ event }) => event)).toEqual([
      "view",
      "message",
      "phase",
      "view",
      "phase",
      "view",
      "reveal",
    ]);
    expect(idsOf(tabs[0].frames)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const { event, data } of tabs[0].frames)
      expect(api.problemsOfFrame("Match", event, data)).toEqual([]);
    expect((await b.match(duel.matchId)).phase).toBe("revealed");
  });

  test("ends with the reveal; later it is 204, and who missed the end is sent it", async () => {
    const duel = await site.duel();
    const { a, at } = duel;
    const whole = await a.stream(`${at}/events`);
    await say(a, duel, "hello");
    await reveal(duel);
    await whole.end();
    expect((await a.get(`${at}/events`)).status).toBe(204);
    expect((await a.get(`${at}/events`, { headers: { "Last-Event-ID": "6" } })).status).toBe(204);
    expect((await a.get(`${at}/events`, { headers: { "Last-Event-ID": "77" } })).status).toBe(204);
    for (const seen of [0, 1, 3, 5]) {
      const late = await a.stream(`${at}/events`, String(seen));
      await late.end();
      expect(late.frames.map(timeless)).toEqual(whole.frames.slice(seen + 1).map(timeless));
    }
  });

  test("catches up by itself when an announcement was lost", async () => {
    const { stores } = site;
    const { a, b, at, matchId, conversationId } = await site.duel();
    const stream = await a.stream(`${at}/events`);
    await stream.event("view");
    const mute = { ...stores, events: { ...stores.events, announce: () => undefined } };
    const actor = { playerId: b.id };
    await postMessage(mute, { matchId, actor, conversationId, text: "unheard", clientId: "u1" });
    await hears(stream, "unheard");
    expect(idsOf(stream.frames)).toEqual([0, 1]);
  });

  test("reads up what a gap shows to be missing, in order", async () => {
    const { stores } = site;
    const duel = await site.duel();
    const { a, b, at, matchId, conversationId } = duel;
    const stream = await a.stream(`${at}/events`);
    await stream.event("view");
    const mute = { ...stores, events: { ...stores.events, announce: () => undefined } };
    const post = { matchId, actor: { playerId: b.id }, conversationId };
    await postMessage(mute, { ...post, text: "unheard", clientId: "u1" });
    await say(b, duel, "heard");
    await hears(stream, "heard");
    expect(stream.frames.slice(1).map(textOf)).toEqual(["unheard", "heard"]);
    expect(idsOf(stream.frames)).toEqual([0, 1, 2]);
  });

  test("more than six of one player end the oldest, and only that player's", async () => {
    const duel = await site.duel();
    const { a, b, at } = duel;
    const other = await b.stream(`${at}/events`);
    const own: EventStream[] = [];
    for (let n = 0; n < 7; n++) own.push(await a.stream(`${at}/events`));
    await own[0]?.end();
    await say(b, duel, "still here");
    await Promise.all([...own.slice(1), other].map((stream) => hears(stream, "still here")));
    expect(own.slice(1).some(({ ended }) => ended)).toBe(false);
  });
});

describe("dots", () => {
  const typing = (client: ApiClient, { at, conversationId }: Duel, on: boolean) =>
    client.post(`${at}/typing`, { conversationId, on });
  const dotsIn = ({ frames }: EventStream) => frames.filter(({ event }) => event === "typing");

  test("are shown to the other side, without an id, and not to who types", async () => {
    const duel = await site.duel();
    const { a, b, at, conversationId } = duel;
    const [toA, toB] = await Promise.all([a.stream(`${at}/events`), b.stream(`${at}/events`)]);
    expect((await typing(a, duel, true)).status).toBe(204);
    const shown = await toB.event("typing");
    expect(contentOf(shown)).toEqual({
      id: undefined,
      event: "typing",
      data: { conversationId, seat: a.seat, on: true },
    });
    await typing(a, duel, false);
    await toB.wait(({ data }) => Reflect.get(Object(data), "on") === false, { what: "dots off" });
    expect(dotsIn(toA)).toEqual([]);
    const late = await b.stream(`${at}/events`, "0");
    await say(a, duel, "done");
    await hears(late, "done");
    expect(dotsIn(late)).toEqual([]);
  });

  test("that a message overtakes never appear", async () => {
    const duel = await site.duel();
    const { a, b, at } = duel;
    const toB = await b.stream(`${at}/events`);
    await toB.event("view");
    const now = Date.now();
    // Early in a step, so that the message is out before the next one.
    await new Promise((resolve) => setTimeout(resolve, 1000 - (now % 1000)));
    await typing(a, duel, true);
    await say(a, duel, "quick");
    await hears(toB, "quick");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(dotsIn(toB)).toEqual([]);
  });
});

test("fifty clients hammering one match are all heard once, in one order, by everybody", async () => {
  const fast = await startSite({ timeScale: 10 });
  const duel = await fast.duel({ chatSeconds: 3600 });
  const { a, b, at, matchId, conversationId } = duel;
  const streams = await Promise.all([a.stream(`${at}/events`), b.stream(`${at}/events`)]);
  const tabs = Array.from({ length: 50 }, (_, n) => (n % 2 ? a : b).tab());
  /** Whoever is asked to come again says the same again. */
  const say = async (tab: ApiClient, text: string): Promise<number> => {
    const { status } = await tab.post(`${at}/messages`, saying(conversationId, text, text));
    return status === 503 ? say(tab, text) : status;
  };
  const statuses = await Promise.all(
    tabs.flatMap((tab, n) => [0, 1, 2, 3].map((k) => say(tab, `${n}-${k}`))),
  );
  const posted = statuses.filter((status) => status === 201 || status === 200).length;
  expect(posted).toBe(statuses.length);
  const all = (await a.match(matchId)).conversations[0]?.messages.map(({ body }) => body) ?? [];
  expect(new Set(all).size).toBe(posted);
  for (const stream of streams) {
    await hears(stream, all.at(-1) ?? "");
    expect(stream.frames.slice(1).map(textOf)).toEqual(all);
    expect(idsOf(stream.frames)).toEqual([...Array(posted + 1).keys()]);
  }
});
