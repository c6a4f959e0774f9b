import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { rebuild } from "../../db/rebuild.ts";
import { deletePlayer } from "../../db/deletion.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { advanceMatch, voidMatch } from "../../db/play.ts";
import { consents, identities, sessions } from "../../db/schema/accounts.ts";
import { tickets } from "../../db/schema/lobby.ts";
import { messages } from "../../db/schema/matches.ts";
import { appeals, cases, decisions, flags, reports } from "../../db/schema/moderation.ts";
import { players } from "../../db/schema/players.ts";
import { standings } from "../../db/schema/scores.ts";
import { CONSENT } from "../../game/consent.ts";
import { codeOf } from "../client.ts";
import { createRuleset, letPass, places, seat } from "../factories.ts";
import { staff } from "../roles.ts";
import { saying, type Site, startSite } from "../site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});

const orm = () => site.stores.database.orm;
const document = z.looseObject({
  player: z.object({ id: z.string(), handle: z.string() }).loose(),
  matchesLeftOut: z.int(),
  matches: z.array(z.looseObject({ shown: z.looseObject({ id: z.string() }), own: z.unknown() })),
});

type Duel = Awaited<ReturnType<Site["duel"]>>;

/** To its reveal, with a message and a guess from each side. */
async function playToTheEnd({ a, b, at, matchId, conversationId }: Duel) {
  await a.post(`${at}/messages`, saying(conversationId, "from Ada"));
  await b.post(`${at}/messages`, saying(conversationId, "from Blaise"));
  await letPass(site.stores, matchId, 121_000);
  await advanceMatch(site.stores, matchId);
  await a.post(`${at}/guesses`, { seat: b.seat, pAi: 0.2, reason: "Ada's own reason" });
  await b.post(`${at}/guesses`, { seat: a.seat, pAi: 0.3 });
  await advanceMatch(site.stores, matchId);
}

describe("consent", () => {
  const stored = (playerId: string) =>
    orm().select().from(consents).where(eq(consents.playerId, playerId));

  test("is stored with its version when a form sends it", async () => {
    const client = await site.player();
    const wish = { ruleset: "quick-duel", consent: CONSENT.version };
    expect((await client.post("/api/v1/lobby", wish)).status).toBe(202);
    expect(await stored(client.id)).toMatchObject([{ version: CONSENT.version, how: "given" }]);
    const page = await client.get("/me");
    expect(page.text).toContain("You agreed to version");
    await client.delete("/api/v1/lobby");
  });

  test("a program that sends none plays on, and was told; a form's word takes its place", async () => {
    const client = await site.player();
    expect((await client.post("/api/v1/lobby", { ruleset: "quick-duel" })).status).toBe(202);
    expect(await stored(client.id)).toMatchObject([{ how: "told" }]);
    await client.post("/api/v1/lobby", { ruleset: "quick-duel", consent: String(CONSENT.version) });
    expect(await stored(client.id)).toMatchObject([{ how: "given" }]);
    await client.post("/api/v1/lobby", { ruleset: "quick-duel" });
    expect(await stored(client.id)).toMatchObject([{ how: "given" }]);
    await client.delete("/api/v1/lobby");
  });

  test("to another version is refused, and who agreed before is asked again", async () => {
    const client = await site.player();
    const next = { ruleset: "quick-duel", consent: CONSENT.version + 1 };
    const reply = await client.post("/api/v1/lobby", next);
    expect([reply.status, codeOf(reply)]).toEqual([409, "lobby/consent"]);
    await orm().insert(consents).values({ playerId: client.id, version: 0 });
    const silent = await client.post("/api/v1/lobby", { ruleset: "quick-duel" });
    expect([silent.status, codeOf(silent)]).toEqual([409, "lobby/consent"]);
    expect((await client.get("/play")).text).toContain("What is stored has changed");
  });
});

describe("the download", () => {
  test("holds everything about the player and nothing about a match that runs", async () => {
    const duel = await site.duel();
    await playToTheEnd(duel);
    const { a, b } = duel;
    const running = await createRuleset(site.stores, "quick-duel", { aiShare: 1 });
    const [live] = await seat(site.stores, running.slug, [a.id]);
    if (!live) throw new Error("a live match expected");
    await a.post(
      `/api/v1/matches/${live.id}/messages`,
      saying(places(live).conversationId, "still running"),
    );

    const reply = await a.get("/api/v1/me/data");
    expect(reply.status).toBe(200);
    expect(reply.headers.get("Content-Disposition")).toContain("attachment");
    const held = document.parse(reply.json);
    expect(held.player).toMatchObject({ id: a.id, handle: "Ada", guest: true });
    expect(held.matchesLeftOut).toBe(1);
    expect(held.matches.map(({ shown }) => shown.id)).toEqual([duel.matchId]);
    expect(reply.text).toContain("from Ada");
    expect(reply.text).toContain("from Blaise");
    expect(reply.text).toContain("Ada's own reason");
    expect(reply.text).not.toContain("still running");
    expect(reply.text).not.toContain(b.id);
    expect(held).toMatchObject({ sessions: [{}], ratings: expect.any(Array) as unknown });
    // Whose seat is an AI's is nobody's to read before the reveal.
    const words = JSON.stringify({ ...held, matches: [] });
    expect(words).not.toMatch(/"kind":"(ai|human)"|persona/);
  });

  test("is of whom it asks for only, and a few times an hour", async () => {
    const reply = await site.stranger().get("/api/v1/me/data");
    expect([reply.status, codeOf(reply)]).toEqual([401, "session/none"]);
    const client = await site.player();
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await client.get("/api/v1/me/data")).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  test("goes through many matches page by page", async () => {
    const client = await site.player();
    const { slug } = await createRuleset(site.stores, "quick-duel", { aiShare: 1 });
    for (let n = 0; n < 27; n++) {
      const [match] = await seat(site.stores, slug, [client.id]);
      if (!match) throw new Error("a match expected");
      await voidMatch(site.stores, match.id);
    }
    const held = document.parse((await client.get("/api/v1/me/data")).json);
    expect(new Set(held.matches.map(({ shown }) => shown.id)).size).toBe(27);
  });
});

describe("deletion", () => {
  const gone = { confirm: "Ada" };
  const erase = (client: { fetch: Duel["a"]["fetch"] }, json: unknown) =>
    client.fetch("DELETE", "/api/v1/me", { json });

  test("takes the person out and leaves partners' histories and figures as they were", async () => {
    const duel = await site.duel();
    await playToTheEnd(duel);
    const { a, b, matchId } = duel;
    await orm().insert(identities).values({ playerId: a.id, issuer: "https://i", subject: a.id });
    await orm()
      .update(tickets)
      .set({ address: "hash", device: "hash" })
      .where(eq(tickets.playerId, a.id));
    const before = await b.match(matchId);
    const tab = a.tab();

    const reply = await erase(a, gone);
    expect(reply.status).toBe(204);
    expect(reply.headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect(codeOf(await tab.get("/api/v1/me/data"))).toBe("session/none");

    const [row] = await orm().select().from(players).where(eq(players.id, a.id));
    expect(row).toMatchObject({ handle: "Deleted player", guest: true, role: "player" });
    expect(row?.deletedAt).not.toBeNull();
    const left = await Promise.all([
      orm().select().from(identities).where(eq(identities.playerId, a.id)),
      orm().select().from(consents).where(eq(consents.playerId, a.id)),
    ]);
    expect(left.flat()).toEqual([]);
    const [session] = await orm().select().from(sessions).where(eq(sessions.playerId, a.id));
    expect(session).toMatchObject({ endReason: "deleted", browser: "" });
    const traces = await orm().select().from(tickets).where(eq(tickets.playerId, a.id));
    expect(traces.map(({ address, device }) => [address, device])).toEqual([[null, null]]);

    const after = await b.match(matchId);
    expect(after.conversations).toEqual(before.conversations);
    expect(after.reveal?.points).toEqual(before.reveal?.points);
    expect(after.reveal?.rating).toEqual(before.reveal?.rating);
    expect(after.reveal?.seats.map(({ name }) => name)).toContain("Deleted player");
    expect(await rebuild(site.stores.database, { check: true })).toEqual([]);
  });

  test("erases what was written where the player says so, the partner's words never", async () => {
    const duel = await site.duel();
    await playToTheEnd(duel);
    expect((await erase(duel.a, { ...gone, eraseMessages: true })).status).toBe(204);
    const seen = await duel.b.match(duel.matchId);
    const bodies = seen.conversations.flatMap((one) => one.messages.map(({ body }) => body));
    expect(bodies).toEqual(["(erased)", "from Blaise"]);
    const rows = await orm().select().from(messages).where(eq(messages.matchId, duel.matchId));
    expect(rows.filter(({ raw }) => raw?.includes("Ada"))).toEqual([]);
    expect(rows.map(({ erasedAt }) => erasedAt !== null)).toEqual([true, false]);
  });

  test("empties what the person wrote to moderators, and keeps what these decided", async () => {
    const duel = await site.duel();
    await playToTheEnd(duel);
    const { a, b, matchId } = duel;
    const admin = await staff(site, "admin");
    const { humans } = places(await loaded(matchId));
    const seatOf = (id: string) => humans.find(({ playerId }) => playerId === id)?.id ?? "";
    const [opened] = await orm()
      .insert(cases)
      .values({ matchId, state: "open", priority: 1 })
      .returning();
    const caseId = opened?.id ?? "";
    await orm()
      .insert(reports)
      .values({
        caseId,
        matchId,
        bySeatId: seatOf(a.id),
        aboutSeatId: seatOf(b.id),
        category: "other",
        note: "my own words",
      });
    await orm()
      .insert(flags)
      .values({
        matchId,
        seatId: seatOf(a.id),
        kind: "threat",
        refusedText: "unfit",
        detail: {},
      });
    const [decision] = await orm()
      .insert(decisions)
      .values({ caseId, action: "warn", playerId: a.id, reason: "be kind", by: admin.id })
      .returning();
    await orm()
      .insert(appeals)
      .values({ decisionId: decision?.id ?? "", playerId: a.id, text: "but I", state: "open" });

    const held = (await a.get("/api/v1/me/data")).text;
    for (const words of ["my own words", "unfit", "be kind", "but I"])
      expect(held).toContain(words);
    expect((await erase(a, gone)).status).toBe(204);
    expect(await orm().select().from(reports).where(eq(reports.caseId, caseId))).toMatchObject([
      { note: null },
    ]);
    expect(await orm().select().from(flags).where(eq(flags.matchId, matchId))).toMatchObject([
      { refusedText: null },
    ]);
    expect(await orm().select().from(appeals).where(eq(appeals.playerId, a.id))).toMatchObject([
      { text: "" },
    ]);
    expect(await orm().select().from(decisions).where(eq(decisions.caseId, caseId))).toMatchObject([
      { reason: "be kind" },
    ]);
  });

  test("waits for the end of a match, and ends a wait in the lobby", async () => {
    const duel = await site.duel();
    const refused = await erase(duel.a, gone);
    expect([refused.status, codeOf({ json: await refused.json() })]).toEqual([
      409,
      "account/in-match",
    ]);
    expect((await duel.a.match(duel.matchId)).phase).toBe("chatting");
    const waiting = await site.player("Ada");
    await waiting.join("quick-duel");
    expect((await erase(waiting, gone)).status).toBe(204);
    const [ticket] = await orm().select().from(tickets).where(eq(tickets.playerId, waiting.id));
    expect(ticket).toMatchObject({ state: "ended", endReason: "left" });
  });

  test("takes the right name only, and done again it changes nothing", async () => {
    const client = await site.player("Ada");
    const wrong = await erase(client, { confirm: "ada" });
    expect([wrong.status, codeOf({ json: await wrong.json() })]).toEqual([400, "account/confirm"]);
    expect((await erase(client, { confirm: " Ada " })).status).toBe(204);
    const again = { playerId: client.id, eraseMessages: true };
    expect(await deletePlayer(site.stores, again)).toEqual({ ok: true });
    const fresh = await client.post("/api/v1/session", {});
    expect([fresh.status, JSON.stringify(fresh.json).includes(client.id)]).toEqual([201, false]);
  });

  test("by a plain form leads to the first page", async () => {
    const client = await site.player("Ada");
    const form = { _method: "delete", confirm: "Ada", eraseMessages: "true" };
    const from = { Referer: `${site.web.url}/me/delete` };
    const wrong = await client.submit("/api/v1/me", { ...form, confirm: "x" }, from);
    expect(wrong.location).toBe("/me/delete?error=account%2Fconfirm");
    const reply = await client.submit("/api/v1/me", form, from);
    expect([reply.status, reply.location]).toEqual([303, "/"]);
  });

  test("leaves one admin at least, whoever asks at once", async () => {
    const both = await Promise.all([staff(site, "admin", "Ada"), staff(site, "admin", "Ada")]);
    await orm()
      .update(players)
      .set({ role: "player" })
      .where(and(eq(players.role, "admin"), eq(players.handle, "An admin")));
    const statuses = await Promise.all(both.map(async (one) => (await erase(one, gone)).status));
    expect(statuses.toSorted()).toEqual([204, 409]);
  });

  test("takes the player off the boards", async () => {
    const listed = await site.player("Ada");
    const partner = await site.player("Blaise");
    const entry = { window: "all", windowStart: "1970-01-01", scope: "all", games: 50 } as const;
    const figures = { correct: 25, partners: 40, rating: 1500, ratingDeviation: 50 };
    await orm()
      .insert(standings)
      .values(
        [listed, partner].map(({ id }, index) => ({
          ...({ board: "detectives", ...entry, ...figures, subjectId: id } as const),
          ...{ lower: 1400 - index * 500, upper: 1600 - index * 500 },
        })),
      );
    const board = z.object({
      entries: z.array(z.object({ rank: z.int(), name: z.string() }).loose()),
    });
    const read = async () =>
      board
        .parse((await partner.get("/api/v1/leaderboards/detectives")).json)
        .entries.map(({ rank, name }) => [rank, name]);
    expect(await read()).toEqual([
      [1, "Ada"],
      [2, "Blaise"],
    ]);
    await erase(listed, gone);
    expect(await read()).toEqual([[1, "Blaise"]]);
    await orm()
      .delete(standings)
      .where(inArray(standings.subjectId, [listed.id, partner.id]));
  });
});

async function loaded(matchId: string) {
  const found = await loadMatch(site.stores, matchId);
  if (!found) throw new Error(`no match ${matchId}`);
  return found.match;
}
