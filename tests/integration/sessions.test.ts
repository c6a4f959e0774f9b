import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { sessionsReply } from "../../app/api/schemas.ts";
import { sessions } from "../../db/schema/accounts.ts";
import { type ApiClient, codeOf } from "../client.ts";
import { signInAs, type SignInSite, startSignInSite } from "../sign-in-site.ts";
import { startWeb } from "../stores.ts";
import { ApiClient as Client } from "../client.ts";
import { freePort } from "../../infra/local/process/ports.ts";

let site: SignInSite;
let made = 0;
beforeAll(async () => {
  site = await startSignInSite();
});

const listed = async (client: ApiClient) =>
  sessionsReply.parse((await client.get("/api/v1/sessions")).json).sessions;

const stateOf = async (client: ApiClient) => {
  const reply = await client.get("/api/v1/sessions");
  return [reply.status, codeOf(reply)];
};
const OVER = [401, "session/none"];
const LASTS = [200, undefined];

/** One account in so many browsers. */
async function browsers(count: number): Promise<ApiClient[]> {
  made += 1;
  const clients = Array.from({ length: count }, () => site.stranger());
  for (const client of clients) await signInAs(site, client, `browser ${made}`);
  return clients;
}

/** Puts a session back, as if it had begun so many days ago; processes forget what they knew. */
async function age(client: ApiClient, days: number): Promise<string> {
  const current = (await listed(client)).find((session) => session.current);
  const id = z.uuid().parse(current?.id);
  const back = sql`clock_timestamp() - make_interval(days => ${days})`;
  const [row] = await site.stores.database.orm
    .update(sessions)
    .set({ createdAt: back, begunAt: back, seenAt: back })
    .where(eq(sessions.id, id))
    .returning();
  site.stores.events.announce({ kind: "account", playerIds: [row?.playerId ?? ""] });
  return id;
}

const rowOf = async (id: string) =>
  (await site.stores.database.orm.select().from(sessions).where(eq(sessions.id, id)))[0];

/** The session of a client's cookie. */
const idIn = (client: ApiClient) => /session=([0-9a-f-]{36})/.exec(client.cookieHeader)?.[1] ?? "";

describe("the list of sessions", () => {
  test("names every browser, and the one that asks", async () => {
    const [first] = await browsers(2);
    if (!first) throw new Error("a browser expected");
    const rows = await listed(first);
    expect(rows.map(({ current }) => current).toSorted()).toEqual([false, true]);
    expect(rows.every(({ browser }) => browser === "A program")).toBe(true);
    const page = await first.get("/me/sessions");
    expect(page.status).toBe(200);
    expect(page.text).toContain("this one");
  });

  test("shows nobody else's, and ends nobody else's", async () => {
    const [[mine], [theirs]] = [await browsers(1), await browsers(1)];
    if (!mine || !theirs) throw new Error("two browsers expected");
    const id = idIn(theirs);
    expect((await listed(mine)).map((session) => session.id)).toEqual([idIn(mine)]);
    for (const path of [id, "nonsense", "01990000-0000-7000-8000-000000000000"]) {
      const reply = await mine.delete(`/api/v1/sessions/${path}`);
      expect([reply.status, codeOf(reply)]).toEqual([404, "session/unknown"]);
    }
    expect(await stateOf(theirs)).toEqual(LASTS);
  });
});

describe("ending from afar", () => {
  test("is felt at once by every process, and closes open streams", async () => {
    const [here, there] = await browsers(2);
    if (!here || !there) throw new Error("two browsers expected");
    const second = await startWeb({ env: { ...site.env, PORT: String(await freePort()) } });
    const elsewhere = new Client(second.url);
    elsewhere.setCookie("session", /session=([^;]+)/.exec(there.cookieHeader)?.[1] ?? "");
    expect(await stateOf(elsewhere)).toEqual(LASTS);
    await there.join("quick-duel");
    const streams = await Promise.all(
      [there, elsewhere, here].map((client) => client.stream("/api/v1/lobby/events")),
    );
    expect((await here.delete(`/api/v1/sessions/${idIn(there)}`)).status).toBe(204);
    await Promise.all([streams[0]?.end(), streams[1]?.end()]);
    expect(await stateOf(there)).toEqual(OVER);
    expect(await stateOf(elsewhere)).toEqual(OVER);
    expect(await stateOf(here)).toEqual(LASTS);
    expect(streams[2]?.ended).toBe(false);
    expect((await rowOf(idIn(here)))?.endedAt).toBeNull();
    await here.delete("/api/v1/lobby");
    elsewhere.close();
    await second.stop();
  });

  test("ends all others at one press, by a plain form, too", async () => {
    const [here, ...others] = await browsers(3);
    if (!here) throw new Error("a browser expected");
    const reply = await here.submit("/api/v1/sessions", { _method: "delete" });
    expect([reply.status, reply.location]).toEqual([303, "/me/sessions"]);
    for (const other of others) expect(await stateOf(other)).toEqual(OVER);
    expect(await listed(here)).toHaveLength(1);
  });
});

describe("rotation", () => {
  test("a session older than a day is replaced by the next page; the old one is good for a minute more", async () => {
    const [client] = await browsers(1);
    if (!client) throw new Error("a browser expected");
    const old = await age(client, 3);
    const before = client.tab();
    const page = await client.get("/play");
    expect(page.headers.getSetCookie().join()).toContain("session=");
    expect(idIn(client)).not.toBe(old);
    expect((await rowOf(old))?.endedAt).toBeNull();
    expect(await stateOf(before)).toEqual(LASTS);

    // Used once, the new one ends the old.
    const rows = await listed(client);
    expect(rows).toMatchObject([{ id: idIn(client), current: true }]);
    expect(Date.parse(rows[0]?.begunAt ?? "")).toBeLessThan(Date.now() - 2 * 86_400_000);
    await expect.poll(async () => (await rowOf(old))?.endReason).toBe("rotated");
    const ends = (await rowOf(old))?.endedAt?.getTime() ?? 0;
    expect(ends).toBeGreaterThan(Date.now() + 30_000);
    expect(ends).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(await stateOf(before)).toEqual(LASTS);
    await site.stores.database.orm
      .update(sessions)
      .set({ endedAt: sql`clock_timestamp()` })
      .where(eq(sessions.id, old));
    site.stores.events.announce({
      kind: "account",
      playerIds: [(await rowOf(old))?.playerId ?? ""],
    });
    await expect.poll(() => stateOf(before)).toEqual(OVER);
    expect(await stateOf(client)).toEqual(LASTS);
  });

  test("a browser that never got the new cookie gets the same one again", async () => {
    const [client] = await browsers(1);
    if (!client) throw new Error("a browser expected");
    const old = await age(client, 2);
    const [one, other] = [client.tab(), client.tab()];
    // Until the site has heard of the age, the old one stays.
    await expect
      .poll(async () => {
        await Promise.all([one.get("/play"), other.get("/play")]);
        return [idIn(one), idIn(other)].includes(old);
      })
      .toBe(false);
    await client.get("/play");
    expect(idIn(one)).toBe(idIn(other));
    expect(idIn(client)).toBe(idIn(one));
  });

  test("a younger session stays, and calls of the API rotate nothing", async () => {
    const [client] = await browsers(1);
    if (!client) throw new Error("a browser expected");
    const id = idIn(client);
    expect((await client.get("/play")).headers.getSetCookie()).toEqual([]);
    await age(client, 2);
    await client.get("/api/v1/rulesets");
    expect(idIn(client)).toBe(id);
  });

  test("a stream goes on while its session is replaced, and ends with what replaced it", async () => {
    const [client, other] = await browsers(2);
    if (!client || !other) throw new Error("two browsers expected");
    await age(client, 2);
    await client.join("quick-duel");
    const stream = await client.stream("/api/v1/lobby/events");
    const old = idIn(client);
    await client.get("/me/sessions");
    expect(idIn(client)).not.toBe(old);
    await listed(client);
    await expect.poll(async () => (await rowOf(old))?.endReason).toBe("rotated");
    expect(stream.ended).toBe(false);
    await other.delete(`/api/v1/sessions/${idIn(client)}`);
    await stream.end();
    await other.delete("/api/v1/lobby");
  });
});

test("when a session was used is written down by the hour", async () => {
  const [client] = await browsers(1);
  if (!client) throw new Error("a browser expected");
  const seen = async () => (await rowOf(idIn(client)))?.seenAt.getTime() ?? 0;
  const first = await seen();
  for (let n = 0; n < 3; n += 1) {
    site.stores.events.announce({
      kind: "account",
      playerIds: [(await rowOf(idIn(client)))?.playerId ?? ""],
    });
    await listed(client);
  }
  expect(await seen()).toBe(first);
  const back = sql`clock_timestamp() - interval '2 hours'`;
  await site.stores.database.orm
    .update(sessions)
    .set({ seenAt: back })
    .where(eq(sessions.id, idIn(client)));
  site.stores.events.announce({
    kind: "account",
    playerIds: [(await rowOf(idIn(client)))?.playerId ?? ""],
  });
  await expect
    .poll(async () => {
      await listed(client);
      return seen();
    })
    .toBeGreaterThan(Date.now() - 60_000);
});
