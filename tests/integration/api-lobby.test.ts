import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { lobbyFrames } from "../../app/api/schemas.ts";
import { tickets } from "../../db/schema/lobby.ts";
import { holdWaves } from "../../db/waves.ts";
import { codeOf } from "../client.ts";
import { createRuleset } from "../factories.ts";
import { openApiOf } from "../openapi.ts";
import { type Site, startSite } from "../site.ts";

const EVENTS = "/api/v1/lobby/events";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});

/** A ruleset whose waves come every second. */
const quick = (changes: Parameters<typeof createRuleset>[2] = {}) =>
  createRuleset(site.stores, "quick-duel", { aiShare: 0, waveSeconds: 1, ...changes });

/** Holds what a worker would hold, at the wave after the next. */
const holdNext = () => holdWaves(site.stores, Date.now() + 1000);

describe("the lobby's stream", () => {
  test("needs a ticket", async () => {
    const reply = await (await site.player()).get(EVENTS);
    expect([reply.status, codeOf(reply)]).toEqual([409, "lobby/not-waiting"]);
  });

  test("begins with the present state, and tells of each wave that came and went", async () => {
    const ruleset = await createRuleset(site.stores, "three-party", { waveSeconds: 1 });
    const client = await site.player();
    const { nextWaveAt } = await client.join(ruleset.slug);
    const stream = await client.stream(EVENTS);
    const first = await stream.event("waiting");
    const state = lobbyFrames.waiting.parse(first.data);
    expect(state).toMatchObject({ ruleset: ruleset.slug, offer: null });
    expect(state.nextWaveAt >= nextWaveAt).toBe(true);
    const second = await stream.wait((frame) => frame.event === "waiting" && frame !== first);
    const later = lobbyFrames.waiting.parse(second.data);
    expect(Date.parse(later.nextWaveAt)).toBeGreaterThan(Date.parse(state.nextWaveAt));
  });

  test("offers a game that seats alone while there is time to take it", async () => {
    const changes = { waveSeconds: 1, maxWaves: 4 };
    const ruleset = await createRuleset(site.stores, "three-party", changes);
    const client = await site.player();
    await client.join(ruleset.slug);
    const stream = await client.stream(EVENTS);
    const isOffer = (data: unknown) => lobbyFrames.waiting.parse(data).offer === "quick-duel";
    await stream.wait(({ event, data }) => event === "waiting" && isOffer(data));
    expect((await client.join("quick-duel")).ticket).toBeDefined();
    await client.delete("/api/v1/lobby");
  });

  test("seats the players of a wave at one instant, and ends", async () => {
    const api = await openApiOf(site.stranger());
    const ruleset = await quick({ aiShare: 0.5 });
    const people = await Promise.all(Array.from({ length: 6 }, () => site.player()));
    await Promise.all(people.map((person) => person.join(ruleset.slug)));
    const streams = await Promise.all(people.map((person) => person.stream(EVENTS)));
    await Promise.all(streams.map((stream) => stream.event("waiting")));
    await holdNext();
    const seated = await Promise.all(streams.map((stream) => stream.event("seated")));
    const instants = seated.map(({ at }) => at);
    expect(Math.max(...instants) - Math.min(...instants)).toBeLessThan(100);
    await Promise.all(streams.map((stream) => stream.end()));
    for (const { event, data } of streams.flatMap(({ frames }) => frames))
      expect(api.problemsOfFrame("Lobby", event, data)).toEqual([]);
    for (const [index, { data }] of seated.entries()) {
      const { matchId } = lobbyFrames.seated.parse(data);
      expect((await people[index]?.match(matchId))?.phase).toBe("chatting");
      const again = await people[index]?.stream(EVENTS);
      expect((await again?.event("seated"))?.data).toEqual({ matchId });
      const joined = await people[index]?.post("/api/v1/lobby", { ruleset: "quick-duel" });
      expect(joined?.status).toBe(409);
      expect(joined?.json).toMatchObject({ error: { code: "lobby/in-match", matchId } });
    }
  });

  test("follows a ticket to another ruleset", async () => {
    const client = await site.player();
    await client.join("quick-duel");
    const stream = await client.stream(EVENTS);
    await stream.event("waiting");
    await client.join("interrogation");
    const moved = await stream.wait(
      ({ data }) => lobbyFrames.waiting.safeParse(data).data?.ruleset === "interrogation",
    );
    expect(moved.event).toBe("waiting");
    await client.delete("/api/v1/lobby");
    expect((await stream.event("ended")).data).toEqual({ reason: "left" });
    await stream.end();
  });

  test("is not ended by the news of an old ticket", async () => {
    const client = await site.player();
    await client.join("quick-duel");
    const stream = await client.stream(EVENTS);
    await stream.event("waiting");
    site.stores.events.announce({
      kind: "lobby",
      seated: [],
      ended: [{ playerId: client.id, reason: "left" }],
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stream.frames.map(({ event }) => event)).not.toContain("ended");
    expect(stream.ended).toBe(false);
  });

  test("is what keeps a ticket alive", async () => {
    const client = await site.player();
    const { ticket } = await client.join("quick-duel");
    const old = new Date(Date.now() - 9000);
    const heardAt = async () => {
      const found = site.stores.database.orm.select().from(tickets).where(eq(tickets.id, ticket));
      return (await found)[0]?.heardAt.getTime() ?? 0;
    };
    await site.stores.database.orm
      .update(tickets)
      .set({ heardAt: old })
      .where(eq(tickets.id, ticket));
    const stream = await client.stream(EVENTS);
    await expect.poll(heardAt, { timeout: 5000 }).toBeGreaterThan(old.getTime());
    await site.stores.database.orm
      .update(tickets)
      .set({ heardAt: old })
      .where(eq(tickets.id, ticket));
    await expect.poll(heardAt, { timeout: 8000 }).toBeGreaterThan(old.getTime());
    stream.close();
  });

  test("of two tabs tells both", async () => {
    const ruleset = await quick({ aiShare: 1 });
    const client = await site.player();
    await client.join(ruleset.slug);
    const tabs = await Promise.all([client.stream(EVENTS), client.tab().stream(EVENTS)]);
    await Promise.all(tabs.map((tab) => tab.event("waiting")));
    await holdNext();
    const [first, second] = await Promise.all(tabs.map((tab) => tab.event("seated")));
    expect(second?.data).toEqual(first?.data);
  });
});

test("who left three matches in a day waits for the lobby, and is told how long", async () => {
  const client = await site.player();
  for (let n = 0; n < 3; n++) {
    const ruleset = await quick({ aiShare: 1 });
    await client.join(ruleset.slug);
    const stream = await client.stream(EVENTS);
    await holdNext();
    const { matchId } = lobbyFrames.seated.parse((await stream.event("seated")).data);
    expect((await client.post(`/api/v1/matches/${matchId}/leave`)).status).toBe(204);
  }
  const reply = await client.post("/api/v1/lobby", { ruleset: "quick-duel" });
  expect([reply.status, codeOf(reply)]).toEqual([409, "lobby/barred"]);
  expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(500);
});
