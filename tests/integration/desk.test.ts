import { beforeAll, describe, expect, test } from "vitest";
import { casesReply, caseReply, decisionReply } from "../../app/api/desk-schemas.ts";
import { rebuild } from "../../db/rebuild.ts";
import { codeOf } from "../client.ts";
import { createPlayers } from "../factories.ts";
import { createCase } from "../case-rows.ts";
import { playedDuel, withRole } from "../moderation-factories.ts";
import { openApiOf } from "../openapi.ts";
import { ratedDuel } from "../rated-duel.ts";
import { saying, type Site, startSite } from "../site.ts";

let site: Site;
let moderator: Awaited<ReturnType<typeof withRole>>;
beforeAll(async () => {
  site = await startSite();
  moderator = await withRole(site, "moderator", "Mo");
});

/** A revealed match with a report about its second player. */
async function reported(texts?: [string, string]) {
  const duel = await playedDuel(site, texts);
  const { a, b, matchId } = duel;
  const caseId = await createCase(site.stores, { matchId, by: a.seat, about: b.seat });
  return { ...duel, caseId, file: `/api/v1/cases/${caseId}` };
}

async function read(caseId: string, by = moderator) {
  const reply = await by.get(`/api/v1/cases/${caseId}`);
  expect(reply.status, reply.text).toBe(200);
  return caseReply.parse(reply.json);
}

async function decide(caseId: string, decision: object, by = moderator) {
  const { head } = await read(caseId, by);
  const body = { version: head.version, reason: "as the rules say", ...decision };
  return by.post(`/api/v1/cases/${caseId}/decisions`, body);
}

const queue = async (query = "", by = moderator) =>
  casesReply.parse((await by.get(`/api/v1/cases?${query}`)).json);

async function audited(subjectId: string): Promise<string[]> {
  const { rows } = await site.stores.database.pool.query<{ action: string }>(
    "select action from audit_entries where subject_id = $1 order by id",
    [subjectId],
  );
  return rows.map(({ action }) => action);
}

describe("the queue", () => {
  test("goes on page by page, the gravest and then the oldest first, and filters", async () => {
    const first = await reported();
    await createCase(site.stores, {
      matchId: (await playedDuel(site)).matchId,
      ...{ by: "A", about: "B", category: "threat", priority: 90, flag: "slur" },
    });
    const all = await queue();
    expect(all.cases.map(({ priority }) => priority)).toEqual(
      all.cases.map(({ priority }) => priority).toSorted((x, y) => y - x),
    );
    expect((await queue("category=threat")).cases).toMatchObject([
      { categories: ["threat"], kinds: ["slur"], reports: 1, flags: 1, claim: null },
    ]);
    expect((await queue("flag=slur&category=&appeal=")).cases).toHaveLength(1);
    expect((await queue("flag=flood")).cases).toEqual([]);
    expect((await queue("appeal=true")).cases).toEqual([]);
    expect((await queue("state=mine")).cases).toEqual([]);
    await moderator.post(`${first.file}/claim`);
    expect((await queue("state=mine")).cases).toMatchObject([
      { id: first.caseId, claim: { by: "Mo", mine: true } },
    ]);
    expect((await moderator.get("/api/v1/cases?state=strange")).status).toBe(400);
    expect(await queue("cursor=AAAA")).toMatchObject({
      cases: all.cases.map(({ id }) => ({ id })),
    });
  });

  test("is for moderators and admins alone", async () => {
    const { a, file, caseId } = await reported();
    expect((await site.stranger().get("/api/v1/cases")).status).toBe(401);
    for (const path of ["/api/v1/cases", file, "/api/v1/audit"])
      expect(codeOf(await a.get(path))).toBe("session/role");
    const researcher = await withRole(site, "researcher");
    expect(codeOf(await researcher.get(file))).toBe("session/role");
    await read(caseId, await withRole(site, "admin"));
  });

  test("opens no match that runs, whose chat an emergency ends like its time does", async () => {
    const { matchId, at, a, b, conversationId } = await site.duel();
    const caseId = await createCase(site.stores, { matchId, by: a.seat, about: b.seat });
    await a.post(`${at}/messages`, saying(conversationId, "do not read this"));
    expect((await queue()).cases).toContainEqual(
      expect.objectContaining({ id: caseId, running: true }),
    );
    const opened = await moderator.get(`/api/v1/cases/${caseId}`);
    expect(caseReply.parse(opened.json).file).toBeNull();
    expect(opened.text).not.toMatch(/do not read this|human/);
    expect(codeOf(await decide(caseId, { action: "void" }))).toBe("case/still-running");
    expect(codeOf(await moderator.post(`/api/v1/cases/${caseId}/claim`))).toBe(
      "case/still-running",
    );
    expect(codeOf(await moderator.get(at))).toBe("match/not-found");
    expect(codeOf(await a.post(`${at}/stop`, { reason: "stop it" }))).toBe("session/role");
    const stopped = await moderator.post(`${at}/stop`, { reason: "somebody is in danger" });
    expect(stopped.status, stopped.text).toBe(204);
    expect(await a.match(matchId)).toMatchObject({ phase: "guessing", reveal: null });
    expect(codeOf(await moderator.post(`${at}/stop`, { reason: "again" }))).toBe("match/too-late");
    expect(await audited(matchId)).toEqual(["stop-match"]);
  });

  test("has no case for a moderator who sat in its match, and they stop none of theirs", async () => {
    const { a, matchId, file, caseId } = await reported();
    await site.stores.database.pool.query("update players set role = 'moderator' where id = $1", [
      a.id,
    ]);
    site.stores.events.announce({ kind: "account", playerIds: [a.id] });
    await expect.poll(async () => (await a.get("/api/v1/cases")).status).toBe(200);
    expect((await queue("", a)).cases.map(({ id }) => id)).not.toContain(caseId);
    expect(codeOf(await a.get(file))).toBe("case/not-found");
    expect(codeOf(await a.post(`${file}/claim`))).toBe("case/not-found");
    const body = { action: "dismiss", reason: "I am innocent", version: 1 };
    expect(codeOf(await a.post(`${file}/decisions`, body))).toBe("case/not-found");
    const stop = await a.post(`/api/v1/matches/${matchId}/stop`, { reason: "mine" });
    expect(codeOf(stop)).toBe("match/not-found");
  });
});

describe("a case", () => {
  test("shows who said what, the evidence and what is known of the players", async () => {
    const { a, b, caseId, matchId } = await reported(["you are dreadful", "and you"]);
    const { head, file } = await read(caseId);
    expect(head).toMatchObject({ matchId, phase: "revealed", rated: true });
    expect(file?.messages.map(({ body }) => body)).toEqual(["you are dreadful", "and you"]);
    expect(file?.seats.map(({ kind }) => kind)).toEqual(["human", "human"]);
    expect(file?.reports).toMatchObject([{ category: "harassment", note: "they were rude" }]);
    expect(file?.guesses).toHaveLength(2);
    expect(file?.players.map(({ id }) => id).toSorted()).toEqual([a.id, b.id].toSorted());
    expect(await audited(caseId)).toEqual(["read-case"]);
  });

  test("is one moderator's for ten minutes, unless given back", async () => {
    const other = await withRole(site, "moderator", "Ot");
    const { file, caseId } = await reported();
    const { version } = (await read(caseId)).head;
    const body = { action: "dismiss", reason: "nothing there", version };
    expect((await moderator.post(`${file}/claim`)).status).toBe(200);
    const refused = await other.post(`${file}/decisions`, body);
    expect(codeOf(refused)).toBe("case/claimed");
    expect(refused.json).toMatchObject({ error: { fields: { by: "Mo" } } });
    expect(codeOf(await other.post(`${file}/claim`))).toBe("case/claimed");
    expect((await moderator.delete(`${file}/claim`)).status).toBe(204);
    expect((await other.post(`${file}/claim`)).status).toBe(200);
    await site.stores.database.pool.query(
      "update cases set claimed_until = clock_timestamp() where id = $1",
      [caseId],
    );
    expect((await moderator.post(`${file}/decisions`, body)).status).toBe(201);
    expect(await audited(caseId)).toEqual([
      ...["read-case", "claim-case", "release-case", "claim-case", "dismiss-case"],
    ]);
  });

  test("is decided once, however many moderators decide at the same instant", async () => {
    const { caseId, file, b } = await reported();
    const others = await Promise.all(
      Array.from({ length: 20 }, (_, index) => withRole(site, "moderator", `M${index}`)),
    );
    const { version } = (await read(caseId)).head;
    const replies = await Promise.all(
      others.map((one, index) =>
        one.post(`${file}/decisions`, {
          ...(index % 2 ? { action: "warn", playerId: b.id } : { action: "void" }),
          ...{ reason: "at once", version },
        }),
      ),
    );
    const codes = replies.map((reply) => (reply.status === 201 ? "made" : codeOf(reply)));
    expect(codes.filter((code) => code === "made")).toHaveLength(1);
    expect(codes.filter((code) => code === "case/changed")).toHaveLength(19);
    const { rows } = await site.stores.database.pool.query(
      "select from decisions where case_id = $1",
      [caseId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe("a decision", () => {
  test.each([
    [{ action: "warn" }, "decision/target"],
    [{ action: "mute", days: 8, seat: "A" }, "http/invalid"],
    [{ action: "mute", seat: "A" }, "http/invalid"],
    [{ action: "ban", until: "2020-01-01T00:00:00Z", seat: "A" }, "http/invalid"],
    [{ action: "hide" }, "decision/target"],
    [{ action: "dismiss", reason: " \n " }, "http/invalid"],
    [{ action: "dismiss", reason: "x".repeat(1001) }, "http/invalid"],
    [{ action: "dismiss", version: 77 }, "case/changed"],
    [{ action: "explode" }, "http/invalid"],
  ])("%j is refused: %s", async (decision, code) => {
    const { caseId } = await reported();
    expect(codeOf(await decide(caseId, decision))).toBe(code);
  });

  test("is about nobody and nothing of another match", async () => {
    const [here, there] = [await reported(), await reported()];
    const { file } = await read(there.caseId);
    const messageId = String(file?.messages[0]?.id);
    for (const decision of [
      { action: "ban", playerId: there.a.id },
      { action: "hide", messageId },
    ])
      expect(codeOf(await decide(here.caseId, decision))).toBe("decision/target");
  });

  test("to hide a message hides it from both players until it is taken back", async () => {
    const { a, b, caseId, matchId, conversationId, at } = await reported(["something foul", "hm"]);
    const { file } = await read(caseId);
    const [message] = file?.messages ?? [];
    const made = await decide(caseId, { action: "hide", messageId: message?.id });
    expect(made.status, made.text).toBe(201);
    const bodies = async (client: typeof a) =>
      (await client.match(matchId)).conversations[0]?.messages.map(({ body }) => body);
    expect(await bodies(a)).toEqual(["(hidden by a moderator)", "hm"]);
    expect(await bodies(b)).toEqual(["(hidden by a moderator)", "hm"]);
    const page = await b.get(`/matches/${matchId}`, { headers: { Accept: "text/html" } });
    expect(page.text).not.toContain("something foul");
    const frames = await b.stream(`${at}/events`, "0");
    await frames.end();
    expect(JSON.stringify(frames.frames)).not.toContain("something foul");
    const kept = (await read(caseId)).file?.messages[0];
    expect(kept).toMatchObject({ body: "something foul", hidden: true });
    expect(codeOf(await decide(caseId, { action: "hide", messageId: message?.id }))).toBe(
      "decision/already",
    );
    const again = saying(conversationId, "something foul", "another");
    expect((await a.post(`${at}/messages`, again)).status).toBe(409);
    const { id } = decisionReply.parse(made.json).decision;
    await moderator.post(`/api/v1/decisions/${id}/undo`, { reason: "it was a quotation" });
    expect(await bodies(b)).toEqual(["something foul", "hm"]);
  });

  test("that voids a match takes its points and ratings out, and its undoing puts them back", async () => {
    const { a, b, caseId, matchId, at } = await reported();
    const state = async () => {
      const { database } = site.stores;
      const { rows: books } = await database.pool.query(
        "select * from ratings where subject_id = any($1) order by subject_id, ladder, scope",
        [[a.id, b.id]],
      );
      const { rows: boards } = await database.pool.query(
        `select * from standings where subject_id = any($1)
         order by board, "window", window_start, scope, subject_id`,
        [[a.id, b.id]],
      );
      return { books, boards, view: { ...(await a.match(matchId)), now: "" } };
    };
    const before = await state();
    expect(before.books.length).toBeGreaterThan(0);
    const made = await decide(caseId, { action: "void", reason: "they knew each other" });
    expect(made.status, made.text).toBe(201);
    const voided = await state();
    expect(voided).toMatchObject({
      books: [],
      boards: [],
      view: { phase: "voided", reveal: null },
    });
    expect(await rebuild(site.stores.database, { check: true })).toEqual([]);
    const resumed = await a.stream(`${at}/events`, "1");
    await resumed.end();
    expect(resumed.frames.map(({ event }) => event)).toEqual(["view"]);
    expect(JSON.stringify(resumed.frames)).not.toContain('"kind"');
    expect(codeOf(await decide(caseId, { action: "void" }))).toBe("decision/already");

    const { id } = decisionReply.parse(made.json).decision;
    const undone = await moderator.post(`/api/v1/decisions/${id}/undo`, { reason: "they did not" });
    expect(undone.status, undone.text).toBe(200);
    expect(await state()).toEqual(before);
    expect(await rebuild(site.stores.database, { check: true })).toEqual([]);
    const twice = await moderator.post(`/api/v1/decisions/${id}/undo`, { reason: "once more" });
    expect(codeOf(twice)).toBe("decision/undone");
    expect(await audited(matchId)).toEqual(["void-match"]);
    expect(await audited(id)).toEqual(["undo-decision"]);
  });

  test("that voids the first match of a chain rates the later ones as if it had not been", async () => {
    const { stores } = site;
    const people = await createPlayers(stores, 4);
    const [a = "", b = "", c = "", d = ""] = people.map(({ id }) => id);
    const matchId = await ratedDuel(stores, [a, b], [0.2, 0.9]);
    await ratedDuel(stores, [a, c], [0.7, 0.4]);
    const games = async () => {
      const { rows } = await stores.database.pool.query<{ games: number }>(
        `select games from ratings where subject_id = $1 and ladder = 'skill' and scope = 'all'`,
        [a],
      );
      return rows[0]?.games;
    };
    expect(await games()).toBe(2);
    const caseId = await createCase(stores, { matchId, by: "A", about: "B" });
    // While a further match of the same player is scored.
    const [made] = await Promise.all([
      decide(caseId, { action: "void" }),
      ratedDuel(stores, [a, d], [0.1, 0.6]),
    ]);
    expect(made.status, made.text).toBe(201);
    expect(await games()).toBe(2);
    expect(await rebuild(stores.database, { check: true })).toEqual([]);
    const { id } = decisionReply.parse(made.json).decision;
    await Promise.all([
      moderator.post(`/api/v1/decisions/${id}/undo`, { reason: "it was fair" }),
      ratedDuel(stores, [b, d], [0.3, 0.6]),
    ]);
    expect(await games()).toBe(3);
    expect(await rebuild(stores.database, { check: true })).toEqual([]);
  });
});

test("what the desk answers is what its description says", async () => {
  const api = await openApiOf(moderator);
  const { caseId, file } = await reported();
  const problems = async (method: string, path: string, template: string, body?: object) =>
    api.problemsOf(
      method,
      template,
      await moderator.call(method, path, body ? { json: body } : {}),
    );
  const item = "/api/v1/cases/{caseId}";
  expect(await problems("GET", "/api/v1/cases", "/api/v1/cases")).toEqual([]);
  expect(await problems("GET", file, item)).toEqual([]);
  expect(await problems("POST", `${file}/claim`, `${item}/claim`)).toEqual([]);
  const { version } = (await read(caseId)).head;
  const decision = { action: "dismiss", reason: "nothing there", version };
  expect(await problems("POST", `${file}/decisions`, `${item}/decisions`, decision)).toEqual([]);
  expect(await problems("POST", `${file}/decisions`, `${item}/decisions`, decision)).toEqual([]);
  expect(await problems("GET", "/api/v1/audit", "/api/v1/audit")).toEqual([]);
});
