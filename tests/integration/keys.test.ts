import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../app/api/contract.ts";
import { keyReply, keysReply } from "../../app/api/key-schemas.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { players } from "../../db/schema/players.ts";
import { apiKeys, KEY_SCOPES } from "../../db/schema/research.ts";
import { type ApiClient, codeOf, type Reply } from "../client.ts";
import { inTurns } from "../in-turns.ts";
import { openApiOf } from "../openapi.ts";
import { giveRole, staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
let api: Awaited<ReturnType<typeof openApiOf>>;
let owner: ApiClient & { id: string };
beforeAll(async () => {
  site = await startSite({ timeScale: 20, env: { LOG_LEVEL: "debug" } });
  api = await openApiOf(site.stranger());
  owner = await staff(site, "researcher");
});

const UNKNOWN = "01990000-0000-7000-8000-000000000000";
const by = (secret: string) => ({ headers: { Authorization: `Bearer ${secret}` } });
const told = (reply: Reply) => [reply.status, codeOf(reply)];
const REFUSED = [401, "key/refused"];
/** A call that takes a key of every scope far enough to tell a good one from a bad one. */
const ask = (secret: string) => site.stranger().get("/api/v1/keys", by(secret));
const GOOD = [403, "key/scope"];

async function make(client: ApiClient, wanted: object = {}) {
  const body = { name: "Nightly export", scopes: [...KEY_SCOPES], days: 30, ...wanted };
  return keyReply.parse((await client.post("/api/v1/keys", body)).json);
}

async function listed(client: ApiClient) {
  return keysReply.parse((await client.get("/api/v1/keys")).json).keys;
}

describe("a key", () => {
  test("is told once, and kept as a hash", async () => {
    const reply = await owner.post("/api/v1/keys", { name: "  A\tscript ", scopes: "exports" });
    expect(reply.status).toBe(201);
    expect(api.problemsOf("POST", "/api/v1/keys", reply)).toEqual([]);
    expect(reply.headers.getSetCookie()).toEqual([]);
    const { key, secret } = keyReply.parse(reply.json);
    expect(secret).toMatch(/^aaai_[\w-]{43}$/);
    expect(key).toMatchObject({
      name: "A script",
      scopes: ["exports"],
      prefix: secret.slice(0, 11),
      lastUsedAt: null,
      revokedAt: null,
    });
    const days = (Date.parse(key.expiresAt) - Date.parse(key.createdAt)) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);

    const list = await owner.get("/api/v1/keys");
    expect(api.problemsOf("GET", "/api/v1/keys", list)).toEqual([]);
    expect(keysReply.parse(list.json).keys).toContainEqual(key);
    expect(list.text).not.toContain(secret);
    const rows = await site.stores.database.orm.select().from(apiKeys);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test("of many bytes draws each of them: no two begin alike", async () => {
    const someone = await staff(site, "researcher");
    const made = await Promise.all(Array.from({ length: 20 }, () => make(someone)));
    expect(new Set(made.map(({ secret }) => secret.slice(5, 15))).size).toBe(20);
    const more = await someone.post("/api/v1/keys", { name: "One more", scopes: ["exports"] });
    expect(told(more)).toEqual([409, "key/too-many"]);
    await someone.delete(`/api/v1/keys/${made[0]?.key.id ?? ""}`);
    await make(someone);
  });

  test("too many at once are not made either", async () => {
    const someone = await staff(site, "researcher");
    const body = { name: "Hasty", scopes: ["exports"], days: 1 };
    const replies = await Promise.all(
      Array.from({ length: 25 }, () => someone.post("/api/v1/keys", body)),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(20);
  });

  test.each([
    ["without a name", { name: "   " }, "name"],
    ["with an endless name", { name: "x".repeat(61) }, "name"],
    ["without scopes", { scopes: [] }, "scopes"],
    ["with a scope that is none", { scopes: ["admin"] }, "scopes"],
    ["for no day", { days: 0 }, "days"],
    ["for longer than a year", { days: 366 }, "days"],
    ["for half a day", { days: 0.5 }, "days"],
  ])("%s is not made", async (_what, wrong, field) => {
    const body = { name: "Wrong", scopes: ["exports"], days: 30, ...wrong };
    const reply = await owner.post("/api/v1/keys", body);
    expect(told(reply)).toEqual([400, "http/invalid"]);
    expect(reply.text).toContain(`"${field}"`);
  });

  test("says when it was used last, to the minute", async () => {
    const { key, secret } = await make(owner);
    const use = async () => {
      await ask(secret);
      const found = (await listed(owner)).find(({ id }) => id === key.id);
      return found?.lastUsedAt ?? null;
    };
    await expect.poll(use).not.toBeNull();
    const [first, second] = [await use(), await use()];
    expect(second).toBe(first);
    await site.stores.database.orm
      .update(apiKeys)
      .set({ lastUsedAt: sql`now() - interval '2 minutes'` })
      .where(eq(apiKeys.id, key.id));
    await expect
      .poll(async () => Date.parse((await use()) ?? ""))
      .toBeGreaterThan(Date.now() - 60_000);
  });

  test("belongs to whoever made it: another researcher and an admin find none", async () => {
    const { key, secret } = await make(owner);
    for (const role of ["researcher", "admin"] as const) {
      const other = await staff(site, role);
      expect(told(await other.delete(`/api/v1/keys/${key.id}`))).toEqual([404, "key/not-found"]);
      expect((await listed(other)).map(({ id }) => id)).not.toContain(key.id);
    }
    expect(told(await ask(secret))).toEqual(GOOD);
  });

  test("leaves entries in the audit log, without its secret", async () => {
    const { key, secret } = await make(owner);
    await owner.delete(`/api/v1/keys/${key.id}`);
    const entries = await site.stores.database.orm
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, key.id))
      .orderBy(desc(auditEntries.at));
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["revoke-key", owner.id],
      ["create-key", owner.id],
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });
});

describe("a key is refused", () => {
  const altered = (change: (secret: string) => string) => async () =>
    change((await make(owner)).secret);
  const after = (set: object) => async () => {
    const { key, secret } = await make(await staff(site, "researcher"));
    await site.stores.database.orm.update(apiKeys).set(set).where(eq(apiKeys.id, key.id));
    return secret;
  };
  const ofOwnerWho = (set: Partial<typeof players.$inferInsert>) => async () => {
    const someone = await staff(site, "researcher");
    const { secret } = await make(someone);
    await site.stores.database.orm.update(players).set(set).where(eq(players.id, someone.id));
    return secret;
  };

  test.each<[string, () => Promise<string> | string]>([
    ["that was never made", () => `aaai_${"A".repeat(43)}`],
    ["cut short", altered((secret) => secret.slice(0, -1))],
    ["that goes on", altered((secret) => `${secret}A`)],
    ["with another last letter", altered((secret) => secret.slice(0, -1) + "_")],
    ["in capitals", altered((secret) => `aaai_${secret.slice(5).toUpperCase()}`)],
    ["of its prefix alone", altered((secret) => secret.slice(0, 11))],
    ["of its mark alone", () => "aaai_"],
    ["that is endless", () => `aaai_${"A".repeat(9000)}`],
    ["that is a pattern", () => `aaai_${"%".repeat(43)}`],
    [
      "that is its own hash",
      async () => {
        const { key } = await make(owner);
        const [row] = await site.stores.database.orm
          .select()
          .from(apiKeys)
          .where(eq(apiKeys.id, key.id));
        return `aaai_${row?.hash.slice(0, 43) ?? ""}`;
      },
    ],
    ["that has expired", after({ expiresAt: new Date(Date.now() - 1000) })],
    ["that was revoked", after({ revokedAt: new Date() })],
    ["of an owner who is gone", ofOwnerWho({ deletedAt: new Date() })],
  ])("%s", async (_what, secretOf) => {
    const secret = await secretOf();
    for (const [method, path] of [
      ["GET", "/api/v1/keys"],
      ["POST", "/api/v1/session"],
      ["GET", "/api/v1/rulesets"],
    ] as const) {
      const reply = await site.stranger().call(method, path, by(secret));
      expect(told(reply)).toEqual(REFUSED);
      expect(reply.headers.get("WWW-Authenticate")).toContain("invalid_token");
      expect(reply.headers.getSetCookie()).toEqual([]);
    }
    const beside = await owner.get("/api/v1/keys", by(secret));
    expect(told(beside)).toEqual(REFUSED);
  });

  test("from the call after its revocation on", async () => {
    const { key, secret } = await make(owner);
    expect(told(await ask(secret))).toEqual(GOOD);
    const revoke = () => owner.delete(`/api/v1/keys/${key.id}`);
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
    expect(told(await ask(secret))).toEqual(REFUSED);
    expect((await listed(owner)).find(({ id }) => id === key.id)?.revokedAt).not.toBeNull();
  });

  test("when its owner has deleted their data, and is listed for nobody", async () => {
    const someone = await staff(site, "researcher", "Leaver");
    const { key, secret } = await make(someone);
    expect(
      (await someone.call("DELETE", "/api/v1/me", { json: { confirm: "Leaver" } })).status,
    ).toBe(204);
    expect(told(await ask(secret))).toEqual(REFUSED);
    const [row] = await site.stores.database.orm
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.id, key.id));
    expect(row?.name).toBe("");
    expect(row?.revokedAt).not.toBeNull();
  });
});

describe("a good key", () => {
  const scoped = OPERATIONS.filter(({ scope }) => scope !== undefined);

  test("opens the calls of its scopes, for each scope alone, and no other", async () => {
    const keys = await Promise.all(
      KEY_SCOPES.map(async (scope) => ({ scope, ...(await make(owner, { scopes: [scope] })) })),
    );
    const cases = keys.flatMap((key) => OPERATIONS.map((operation) => ({ ...key, operation })));
    const wrong = await inTurns(10, cases, async ({ scope, secret, operation }) => {
      const { method, path } = operation;
      const address = path.replace("{board}", "detectives").replace(/\{\w+\}/g, UNKNOWN);
      const reply = await site.stranger().call(method.toUpperCase(), address, by(secret));
      const outside = reply.status === 403 && codeOf(reply) === "key/scope";
      const refused = reply.status === 401 || reply.status === 403 || reply.status >= 500;
      const fits = operation.scope === scope ? !refused : outside;
      return fits ? [] : [`${scope}: ${method} ${path} → ${reply.status} ${String(codeOf(reply))}`];
    });
    expect(wrong.flat()).toEqual([]);
  });

  test("does nothing once its owner is a researcher no more, and all again once they are", async () => {
    const someone = await staff(site, "researcher");
    const { secret } = await make(someone);
    const replies = () =>
      Promise.all(
        scoped
          .filter(({ method }) => method === "get")
          .map(async ({ path }) => {
            const address = path.replace(/\{\w+\}/g, UNKNOWN);
            return codeOf(await site.stranger().get(address, by(secret)));
          }),
      );
    await giveRole(site.stores, someone.id, "player");
    for (const code of await replies()) expect(code).toBe("session/role");
    await giveRole(site.stores, someone.id, "researcher");
    for (const code of await replies()) expect(code).not.toBe("session/role");
  });

  test("begins no session, joins no lobby and makes no key", async () => {
    const { secret } = await make(owner);
    const calls = [
      ["/api/v1/session", {}],
      ["/api/v1/lobby", { ruleset: "quick-duel" }],
      ["/api/v1/keys", { name: "A child", scopes: ["exports"], days: 1 }],
    ] as const;
    for (const [path, json] of calls) {
      const reply = await site.stranger().call("POST", path, { ...by(secret), json });
      expect(told(reply)).toEqual(GOOD);
      expect(reply.headers.getSetCookie()).toEqual([]);
    }
    const page = await site.stranger().get("/research/keys", by(secret));
    expect([page.status, page.headers.get("Location")]).toEqual([
      302,
      `/sign-in?next=${encodeURIComponent("/research/keys")}`,
    ]);
  });

  test("is described as what the calls of its scopes take", () => {
    const { securitySchemes } = api.document.components;
    expect(securitySchemes).toMatchObject({ key: { type: "http", scheme: "bearer" } });
    for (const { path, method, scope } of OPERATIONS) {
      const takes = JSON.stringify(api.document.paths[path]?.[method]).includes('{"key":');
      expect([path, takes]).toEqual([path, scope !== undefined]);
    }
  });

  test("stands in no line of the log, and its uses do by its id", async () => {
    const { key, secret } = await make(owner);
    await ask(secret);
    await expect.poll(() => site.web.output()).toContain(`"keyId":"${key.id}"`);
    expect(site.web.output()).not.toContain(secret);
    expect(site.web.output()).not.toContain(secret.slice(5));
  });
});

test("each key has its own allowance: one that floods stops, the other goes on", async () => {
  const quiet = await startSite({ timeScale: 1 });
  const someone = await staff(quiet, "researcher");
  const [first, second] = [await make(someone), await make(someone)];
  const call = (secret: string) => quiet.stranger().get("/api/v1/keys", by(secret));
  const replies = await inTurns(20, Array.from({ length: 125 }), () => call(first.secret));
  const last = replies.filter(({ status }) => status === 429);
  expect(last.length).toBe(5);
  expect(Number(last[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(told(await call(second.secret))).toEqual(GOOD);
});

describe("a browser without scripts", () => {
  test("sees a new key once, and never in an address", async () => {
    const form = { name: "By hand", scopes: "analysis", days: "7" };
    const reply = await owner.submit("/api/v1/keys", form);
    expect([reply.status, reply.location]).toEqual([303, "/research/keys"]);
    const page = await owner.get("/research/keys");
    expect(page.status).toBe(200);
    const [secret = ""] = /aaai_[\w-]{43}/.exec(page.text) ?? [];
    expect(told(await ask(secret))).toEqual(GOOD);
    const again = await owner.get("/research/keys");
    expect(again.text).not.toContain(secret);
    expect(again.text).toContain("By hand");
  });

  test("is told what is wrong on the page that it came from", async () => {
    const reply = await owner.submit("/api/v1/keys", { name: "Nothing", days: "7" });
    expect(reply.location).toBe("/research/keys?error=http%2Finvalid");
  });
});
