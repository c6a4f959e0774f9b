import { beforeAll, describe, expect, test } from "vitest";
import { appealReply, caseReply, casesReply, decisionReply } from "../../app/api/desk-schemas.ts";
import { type ApiClient, codeOf } from "../client.ts";
import { createRuleset, seat } from "../factories.ts";
import { createCase } from "../case-rows.ts";
import { playedDuel, withRole } from "../moderation-factories.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
let judge: Awaited<ReturnType<typeof withRole>>;
let other: Awaited<ReturnType<typeof withRole>>;
beforeAll(async () => {
  site = await startSite();
  judge = await withRole(site, "moderator", "Judge");
  other = await withRole(site, "moderator", "Other");
});

async function version(caseId: string): Promise<number> {
  return caseReply.parse((await judge.get(`/api/v1/cases/${caseId}`)).json).head.version;
}

/** A played match with a report about its second player, and a decision on it. */
async function decided(decision: (about: string) => object) {
  const duel = await playedDuel(site);
  const { a, b, matchId } = duel;
  const caseId = await createCase(site.stores, { matchId, by: a.seat, about: b.seat });
  const made = await judge.post(`/api/v1/cases/${caseId}/decisions`, {
    ...{ reason: "you were rude", version: await version(caseId) },
    ...decision(b.id),
  });
  expect(made.status, made.text).toBe(201);
  return { ...duel, caseId, id: decisionReply.parse(made.json).decision.id };
}

const join = async (client: ApiClient) => {
  const { slug } = await createRuleset(site.stores, "quick-duel", { waveSeconds: 60 });
  return client.post("/api/v1/lobby", { ruleset: slug });
};
const pageOf = async (client: ApiClient, path: string) =>
  (await client.get(path, { headers: { Accept: "text/html" } })).text;

describe("a mute or a ban", () => {
  test("bars the lobby until its end, and nothing else", async () => {
    const { b, id } = await decided((playerId) => ({ action: "mute", playerId, days: 2 }));
    const refused = await join(b);
    expect([refused.status, codeOf(refused)]).toEqual([409, "lobby/muted"]);
    expect(refused.json).toMatchObject({ error: { fields: { reason: "you were rude" } } });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(86_400);
    for (const path of ["/play", "/me", "/me/history", "/me/notices", `/me/notices/${id}`])
      expect((await b.get(path, { headers: { Accept: "text/html" } })).status, path).toBe(200);
    await site.stores.database.pool.query(
      "update decisions set until = clock_timestamp() where id = $1",
      [id],
    );
    expect((await join(b)).status).toBe(202);
  });

  test("for good has no end, and is over when it is taken back", async () => {
    const { b, id } = await decided((playerId) => ({ action: "ban", playerId }));
    const refused = await join(b);
    expect(codeOf(refused)).toBe("lobby/banned");
    expect(refused.headers.get("Retry-After")).toBeNull();
    const undone = await other.post(`/api/v1/decisions/${id}/undo`, { reason: "a mistake" });
    expect(undone.status, undone.text).toBe(200);
    expect((await join(b)).status).toBe(202);
  });

  test("takes a waiting ticket, but never a running match", async () => {
    const duel = await playedDuel(site);
    const caseId = await createCase(site.stores, {
      ...{ matchId: duel.matchId, by: duel.a.seat, about: duel.b.seat },
    });
    const ruleset = await createRuleset(site.stores, "quick-duel", { aiShare: 1 });
    const [match] = await seat(site.stores, ruleset.slug, [duel.b.id]);
    const body = { action: "ban", playerId: duel.b.id, reason: "rude", version: 1 };
    expect((await judge.post(`/api/v1/cases/${caseId}/decisions`, body)).status).toBe(201);
    expect((await duel.b.match(match?.id ?? "")).phase).toBe("chatting");
    const waiting = await decided((playerId) => ({ action: "warn", playerId }));
    expect((await join(waiting.b)).status).toBe(202);
    const ban = { ...body, playerId: waiting.b.id, version: await version(waiting.caseId) };
    await judge.post(`/api/v1/cases/${waiting.caseId}/decisions`, ban);
    const { rows } = await site.stores.database.pool.query<{ state: string }>(
      "select state from tickets where player_id = $1 order by created_at desc limit 1",
      [waiting.b.id],
    );
    expect(rows[0]?.state).toBe("ended");
  });
});

test("a warning stands on the next page until it has been seen", async () => {
  const { a, b, id } = await decided((playerId) => ({ action: "warn", playerId }));
  expect(await pageOf(b, "/play")).toContain("you were rude");
  expect(await pageOf(b, "/me")).toContain("I have seen this");
  expect(await pageOf(a, "/play")).not.toContain("you were rude");
  expect(codeOf(await a.post(`/api/v1/decisions/${id}/seen`))).toBe("decision/not-found");
  expect((await b.post(`/api/v1/decisions/${id}/seen`)).status).toBe(204);
  expect(await pageOf(b, "/play")).not.toContain("you were rude");
  expect(await pageOf(b, `/me/notices/${id}`)).toContain("you were rude");
});

describe("an appeal", () => {
  const appeal = (client: ApiClient, id: string, text = "I was quoting them") =>
    client.post(`/api/v1/decisions/${id}/appeal`, { text });

  test("is made once, by whom the decision concerns, and comes to the queue", async () => {
    const { a, b, id, caseId } = await decided((playerId) => ({ action: "ban", playerId }));
    expect(codeOf(await appeal(a, id))).toBe("decision/not-found");
    expect(codeOf(await appeal(b, id, "x"))).toBe("http/invalid");
    expect((await appeal(b, id)).status).toBe(201);
    expect(codeOf(await appeal(b, id))).toBe("appeal/already");
    const queue = casesReply.parse((await other.get("/api/v1/cases?appeal=true")).json);
    expect(queue.cases).toContainEqual(expect.objectContaining({ id: caseId, appeals: 1 }));
  });

  test("that is granted takes the decision back; not by who decided", async () => {
    const { b, id, matchId } = await decided(() => ({ action: "void" }));
    expect((await b.match(matchId)).phase).toBe("voided");
    const { appeal: made } = appealReply.parse((await appeal(b, id)).json);
    const answer = { verdict: "grant", answer: "you are right" };
    const at = `/api/v1/appeals/${made.id}/answer`;
    expect(codeOf(await judge.post(at, answer))).toBe("appeal/own-decision");
    expect(codeOf(await b.post(at, answer))).toBe("session/role");
    expect((await other.post(at, answer)).status).toBe(200);
    expect((await b.match(matchId)).phase).toBe("revealed");
    expect(codeOf(await other.post(at, answer))).toBe("appeal/answered");
    expect(await pageOf(b, `/me/notices/${id}`)).toContain("you are right");
  });

  test("that is refused leaves the decision, closes the case and tells why", async () => {
    const { b, id, caseId } = await decided((playerId) => ({ action: "ban", playerId }));
    const { appeal: made } = appealReply.parse((await appeal(b, id)).json);
    const answer = { verdict: "refuse", answer: "it was no quotation" };
    expect((await other.post(`/api/v1/appeals/${made.id}/answer`, answer)).status).toBe(200);
    expect(codeOf(await join(b))).toBe("lobby/banned");
    expect(await pageOf(b, `/me/notices/${id}`)).toContain("it was no quotation");
    const closed = casesReply.parse((await other.get("/api/v1/cases?state=closed")).json);
    expect(closed.cases.map((one) => one.id)).toContain(caseId);
  });

  test("both players of a voided match may each appeal, and strangers find nothing", async () => {
    const { a, b, id } = await decided(() => ({ action: "void" }));
    expect((await appeal(a, id)).status).toBe(201);
    expect((await appeal(b, id)).status).toBe(201);
    const stranger = await site.player();
    expect(codeOf(await appeal(stranger, id))).toBe("decision/not-found");
    const page = await stranger.get(`/me/notices/${id}`, { headers: { Accept: "text/html" } });
    expect(page.status).toBe(404);
  });
});
