import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { insertGenerations } from "../../db/queries/generations.ts";
import { readSwitch } from "../../db/queries/spend.ts";
import { identities } from "../../db/schema/accounts.ts";
import { waves } from "../../db/schema/lobby.ts";
import { seats } from "../../db/schema/matches.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { workers } from "../../db/schema/operations.ts";
import { personas, personaVersions } from "../../db/schema/personas.ts";
import { players } from "../../db/schema/players.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import { type ApiClient, codeOf } from "../client.ts";
import { createRuleset, seat } from "../factories.ts";
import { freePort } from "../../infra/local/process/ports.ts";
import { giveRole, staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";
import { eventually } from "./worker-support.ts";

let site: Site;
let admin: ApiClient & { id: string };
let board: string;
beforeAll(async () => {
  const port = String(await freePort());
  board = `http://127.0.0.1:${port}`;
  site = await startSite({ env: { METRICS_PORT: port } });
  admin = await staff(site, "admin", "Grace");
});

const orm = () => site.stores.database.orm;
const reason = "asked for by mail";

async function newest(action: string) {
  const [entry] = await orm()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, action))
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return entry;
}

const refusalOf = async (reply: Promise<{ status: number; json: unknown }>) => {
  const { status, json } = await reply;
  return [status, codeOf({ json })];
};

const pageFor = async (client: ApiClient, path: string) => {
  const { status, text } = await client.get(path, { headers: { Accept: "text/html" } });
  return { status, text };
};

describe("who may", () => {
  test.each(["/admin", "/admin/players", "/admin/rulesets", "/admin/personas", "/admin/model"])(
    "%s is for admins",
    async (path) => {
      const moderator = await staff(site, "moderator");
      expect((await pageFor(admin, path)).status).toBe(200);
      expect((await pageFor(moderator, path)).status).toBe(403);
      expect((await pageFor(await site.player(), path)).status).toBe(302);
    },
  );

  test("every act needs the role and a reason", async () => {
    const somebody = await site.player();
    const role = `/api/v1/players/${somebody.id}/role`;
    const wish = { role: "admin", reason };
    expect(await refusalOf(somebody.post(role, wish))).toEqual([403, "session/role"]);
    const moderator = await staff(site, "moderator");
    expect(await refusalOf(moderator.post(role, wish))).toEqual([403, "session/role"]);
    for (const bad of [{ role: "admin" }, { role: "admin", reason: "  x " }, { reason }])
      expect(await refusalOf(admin.post(role, bad))).toEqual([400, "http/invalid"]);
    const [row] = await orm().select().from(players).where(eq(players.id, somebody.id));
    expect(row?.role).toBe("player");
  });
});

describe("players", () => {
  test("are found by name, id and account, and each look is written down", async () => {
    const sought = await site.player("Hypatia of Alexandria");
    await orm()
      .insert(identities)
      .values({ playerId: sought.id, issuer: "https://i", subject: "sub-4711", shownAs: "h@x" });
    for (const words of ["hypatia", sought.id, "sub-4711", "H@X"]) {
      const { text } = await pageFor(admin, `/admin/players?q=${encodeURIComponent(words)}`);
      expect(text, words).toContain("Hypatia of Alexandria");
      expect(await newest("find-players")).toMatchObject({
        actorId: admin.id,
        detail: { words, found: 1 },
      });
    }
    const none = await pageFor(admin, "/admin/players?q=100%25_");
    expect(none.text).toContain("Nobody fits");

    const page = await pageFor(admin, `/admin/players/${sought.id}`);
    expect(page.text).toContain("sub-4711");
    expect(await newest("read-player")).toMatchObject({ actorId: admin.id, subjectId: sought.id });
    expect((await pageFor(admin, "/admin/players/nonsense")).status).toBe(404);
  });

  test("get another role at once, and the log says from what to what", async () => {
    const other = await staff(site, "player");
    expect(await refusalOf(other.get("/api/v1/cases"))).toEqual([403, "session/role"]);
    const set = await admin.post(`/api/v1/players/${other.id}/role`, { role: "admin", reason });
    expect(set.status).toBe(204);
    expect((await pageFor(other, "/admin")).status).toBe(200);
    expect(await newest("set-role")).toMatchObject({
      actorId: admin.id,
      actorRole: "admin",
      subjectId: other.id,
      reason,
      detail: { from: "player", to: "admin" },
    });
    await admin.post(`/api/v1/players/${other.id}/role`, { role: "player", reason });
    expect((await pageFor(other, "/admin")).status).toBe(403);
  });

  test("nobody changes their own role, a guest has none, a stranger's id is none", async () => {
    const at = (id: string) => `/api/v1/players/${id}/role`;
    const wish = { role: "moderator", reason };
    expect(await refusalOf(admin.post(at(admin.id), wish))).toEqual([409, "admin/own-role"]);
    const guest = await site.player();
    expect(await refusalOf(admin.post(at(guest.id), wish))).toEqual([409, "admin/guest"]);
    const unknown = "01990000-0000-7000-8000-000000000000";
    expect(await refusalOf(admin.post(at(unknown), wish))).toEqual([404, "admin/not-found"]);
    expect(await refusalOf(admin.post(at("x"), wish))).toEqual([404, "admin/not-found"]);
  });

  test("two admins who take the role from each other at once leave one", async () => {
    const [one, two] = await Promise.all([staff(site, "admin"), staff(site, "admin")]);
    await giveRole(site.stores, admin.id, "player");
    const take = (by: ApiClient, from: { id: string }) =>
      by.post(`/api/v1/players/${from.id}/role`, { role: "player", reason });
    const replies = await Promise.all([take(one, two), take(two, one)]);
    const left = await orm().select().from(players).where(eq(players.role, "admin"));
    expect(left).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
    for (const { id } of left) await giveRole(site.stores, id, "player");
    await giveRole(site.stores, admin.id, "admin");
    await eventually(async () => (await pageFor(admin, "/admin")).status === 200);
  });

  test("lose all their sessions at once", async () => {
    const somebody = await site.player();
    const tab = somebody.tab();
    const ended = await admin.call("DELETE", `/api/v1/players/${somebody.id}/sessions`, {
      json: { reason },
    });
    expect(ended.status).toBe(204);
    expect(await refusalOf(tab.get("/api/v1/me/data"))).toEqual([401, "session/none"]);
    expect(await newest("end-sessions")).toMatchObject({ reason, detail: { ended: 1 } });
  });
});

describe("games", () => {
  const titles = async () => {
    const { json } = await site.stranger().get("/api/v1/rulesets");
    return JSON.stringify(json);
  };

  test("are taken off the list and put back, and can be played by name all the same", async () => {
    const turn = (listed: boolean) =>
      admin.post("/api/v1/rulesets/interrogation/listing", { listed, reason });
    expect((await turn(false)).status).toBe(204);
    expect(await titles()).not.toContain('"slug":"interrogation"');
    const player = await site.player();
    expect((await player.post("/api/v1/lobby", { ruleset: "interrogation" })).status).toBe(202);
    await player.delete("/api/v1/lobby");
    expect(await newest("unlist-ruleset")).toMatchObject({ subjectId: "interrogation", reason });
    expect((await turn(true)).status).toBe(204);
    expect(await titles()).toContain('"slug":"interrogation"');
  });

  test("one stays on the list", async () => {
    const listed = await orm().select().from(rulesets).where(eq(rulesets.listed, true));
    const slugs = [...new Set(listed.map(({ slug }) => slug))];
    const off = (slug: string) =>
      admin.post(`/api/v1/rulesets/${slug}/listing`, { listed: "false", reason });
    const replies = await Promise.all(slugs.map(off));
    const refused = replies.filter(({ status }) => status !== 204);
    expect(refused.map(codeOf)).toEqual(["admin/last-ruleset"]);
    await orm().update(rulesets).set({ listed: true });
    expect(await refusalOf(off("chess"))).toEqual([404, "admin/not-found"]);
  });
});

describe("personas", () => {
  const rotation = () =>
    orm()
      .select({ id: personaVersions.id, slug: personas.slug })
      .from(personaVersions)
      .innerJoin(personas, eq(personas.id, personaVersions.personaId))
      .where(eq(personaVersions.inRotation, true));
  const put = (id: string, inRotation: boolean, weight: number | string) =>
    admin.post(`/api/v1/persona-versions/${id}/rotation`, { inRotation, weight, reason });

  test("one out of rotation is drawn no longer, from the next wave on", async () => {
    const all = await rotation();
    const [kept] = all;
    if (!kept) throw new Error("a persona expected");
    for (const { id } of all.filter(({ id }) => id !== kept.id))
      expect((await put(id, false, "1")).status).toBe(204);
    const { slug } = await createRuleset(site.stores, "quick-duel", { aiShare: 1 });
    const player = await site.player();
    const [match] = await seat(site.stores, slug, [player.id]);
    const [drawn] = await orm()
      .select({ version: seats.personaVersionId })
      .from(seats)
      .where(and(eq(seats.matchId, match?.id ?? ""), eq(seats.kind, "ai")));
    expect(drawn?.version).toBe(kept.id);

    expect(await refusalOf(put(kept.id, false, 1))).toEqual([409, "admin/last-persona"]);
    expect(await refusalOf(put(kept.id, true, 0))).toEqual([409, "admin/last-persona"]);
    expect(await rotation()).toHaveLength(1);
    for (const { id } of all) await put(id, true, 1);
    expect(await newest("set-rotation")).toMatchObject({
      reason,
      detail: { to: { inRotation: true, weight: 1 } },
    });
  });

  test("two admins cannot take the last two out at once", async () => {
    const all = await rotation();
    const [one, two, ...rest] = all;
    for (const { id } of rest) await put(id, false, 1);
    const replies = await Promise.all([one, two].map((last) => put(last?.id ?? "", false, 1)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    for (const { id } of all) await put(id, true, 1);
  });

  test.each([-1, "1e9", "x", 1e7])("a weight of %s is refused", async (weight) => {
    const [any] = await rotation();
    expect(await refusalOf(put(any?.id ?? "", true, weight))).toEqual([400, "http/invalid"]);
  });

  test("the page shows each with its share and the interval of it", async () => {
    const { text } = await pageFor(admin, "/admin/personas");
    expect(text).toContain("no game yet");
    for (const { slug } of await rotation()) expect(text).toContain(slug);
  });
});

describe("the model", () => {
  test("is switched off and on, for all workers, with a reason", async () => {
    const turn = (on: boolean) => admin.post("/api/v1/switches/language-model", { on, reason });
    expect((await turn(false)).status).toBe(204);
    expect(await readSwitch(site.stores.database)).toMatchObject({ on: false, reason });
    expect(await newest("switch-off")).toMatchObject({ actorId: admin.id, reason });
    expect((await pageFor(admin, "/admin/model")).text).toContain("No model is asked");
    expect((await turn(true)).status).toBe(204);
    expect(await readSwitch(site.stores.database)).toMatchObject({ on: true });
    const other = admin.post("/api/v1/switches/coffee-machine", { on: true, reason });
    expect(await refusalOf(other)).toEqual([404, "admin/not-found"]);
  });

  test("the page says what plays, plainly so for the stand-in, and what it cost", async () => {
    expect((await pageFor(admin, "/admin/model")).text).toContain("No worker is there");
    const facts = {
      models: ["scripted"],
      providers: [{ name: "default", host: "127.0.0.1:9" }],
      scripted: true,
      limits: { dayCost: 5 },
      node: "v24",
      timeScale: 1,
    };
    const id = "01990000-0000-7000-8000-000000000001";
    await orm().insert(workers).values({ id, facts });
    await called();
    const { text } = await pageFor(admin, "/admin/model");
    expect(text).toContain("The built-in scripted stand-in plays the AI seats");
    expect(text).toMatch(/\$0\.2500(<!-- -->)? of \$5/);
    expect(text).toContain("timeout");

    await orm()
      .update(workers)
      .set({ facts: { ...facts, scripted: false, models: ["gpt-4o-mini"] } });
    const real = await pageFor(admin, "/admin/model");
    expect(real.text).not.toContain("scripted stand-in");
    expect(real.text).toContain("gpt-4o-mini");
    await orm().delete(workers);
  });

  /** Two calls of a model for a seat, one of them without an answer. */
  async function called() {
    const { slug } = await createRuleset(site.stores, "quick-duel", { aiShare: 1 });
    const player = await site.player();
    const [match] = await seat(site.stores, slug, [player.id]);
    const [ai] = await orm()
      .select()
      .from(seats)
      .where(and(eq(seats.matchId, match?.id ?? ""), eq(seats.kind, "ai")));
    if (!ai?.personaVersionId) throw new Error("an AI seat expected");
    const call = {
      matchId: ai.matchId,
      seatId: ai.id,
      personaVersionId: ai.personaVersionId,
      purpose: "reply" as const,
      attempt: 1,
      provider: "default",
      model: "gpt-4o-mini",
      promptSha256: "0",
      requestedAt: new Date(),
      latencyMs: 900,
    };
    await insertGenerations(site.stores.database, [
      { ...call, promptTokens: 100, completionTokens: 20, cost: 0.25 },
      { ...call, attempt: 2, error: "timeout" },
    ]);
  }
});

describe("the state", () => {
  test("says in words what is well and what is not", async () => {
    const without = await pageFor(admin, "/admin");
    expect(without.text).toContain("None was heard of in the last half minute");
    expect(without.text).toMatch(/Failing: (<!-- -->)?1/);
    const facts = { models: ["m"], providers: [], scripted: false, limits: {} };
    const id = "01990000-0000-7000-8000-000000000002";
    const values = { id, facts: { ...facts, node: "v24.9.9", timeScale: 1 }, sweptAt: new Date() };
    await orm().insert(workers).values(values);
    const [ruleset] = await orm().select().from(rulesets).limit(1);
    const wave = { rulesetId: ruleset?.id ?? "", tickets: 1, matches: 1 };
    await orm()
      .insert(waves)
      .values({ ...wave, at: new Date("2031-02-03T04:05:00Z") });
    const { text } = await pageFor(admin, "/admin");
    expect(text).toContain("All parts are well.");
    expect(text).toContain("v24.9.9");
    expect(text).toContain("2031-02-03T04:05:00.000Z");
    expect(text).toContain("compose-reply");
    await orm().delete(workers);
  });
});

describe("the board of queues", () => {
  test("is on the private port only, loads nothing from elsewhere, and changes nothing", async () => {
    const page = await fetch(`${board}/queues`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/(src|href)="https?:/);
    expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'self'");
    const script = /src="(static\/js\/main[^"]+)"/.exec(html)?.[1] ?? "";
    expect((await fetch(`${board}/queues/${script}`)).status).toBe(200);

    const read = await fetch(`${board}/queues/api/queues`);
    expect(await read.text()).toContain("compose-reply");
    const write = await fetch(`${board}/queues/api/queues/compose-reply/pause`, { method: "PUT" });
    expect(write.status).toBe(405);
    expect((await fetch(`${board}/metrics`)).status).toBe(200);
    expect((await pageFor(admin, "/queues")).status).toBe(404);
    expect((await pageFor(admin, "/admin")).text).toContain(`${board}/queues`);
  });
});
