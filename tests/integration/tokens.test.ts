import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { identities } from "../../db/schema/accounts.ts";
import { players } from "../../db/schema/players.ts";
import { freePort } from "../../infra/local/process/ports.ts";
import { ApiClient, codeOf } from "../client.ts";
import { drawKey, startKeyServer } from "../key-server.ts";
import { type Site, startSite } from "../site.ts";
import { redisPrefix, startWeb } from "../stores.ts";

let issuer: Awaited<ReturnType<typeof startKeyServer>>;
let site: Site;
beforeAll(async () => {
  issuer = await startKeyServer();
  site = await startSite({ env: { OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: issuer.site } });
});
beforeEach(() => {
  issuer.asked.length = 0;
});

const by = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const ask = (token: string, client: ApiClient = site.stranger()) =>
  client.get("/api/v1/sessions", by(token));
const REFUSED = [401, "session/token"];

async function playerOf(subject: string) {
  const { orm } = site.stores.database;
  const [identity] = await orm.select().from(identities).where(eq(identities.subject, subject));
  const [player] = await orm
    .select()
    .from(players)
    .where(eq(players.id, identity?.playerId ?? "01990000-0000-7000-8000-000000000000"));
  return player;
}

/** A web process that has heard of no key yet. */
async function fresh(): Promise<{ client: ApiClient; stop: () => Promise<void> }> {
  const env = { ...site.env, REDIS_PREFIX: redisPrefix(), PORT: String(await freePort()) };
  const web = await startWeb({ env });
  return { client: new ApiClient(web.url), stop: () => web.stop() };
}

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const anHourAgo = () => Math.floor(Date.now() / 1000) - 3600;
const spoilt = (token: string, from: number) => {
  const parts = token.split(".");
  const text = parts[from] ?? "";
  const middle = Math.floor(text.length / 2);
  const other = text[middle] === "A" ? "B" : "A";
  parts[from] = text.slice(0, middle) + other + text.slice(middle + 1);
  return parts.join(".");
};
const foreign = drawKey("first");

describe("a good token", () => {
  test("acts as its identity's player, the same each time, however many come first", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => ask(issuer.signed({ claims: { sub: "first" } }))),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    const player = await playerOf("first");
    expect(player).toMatchObject({ guest: false, role: "player" });
    const reply = await site
      .stranger()
      .call("POST", "/api/v1/session", by(issuer.signed({ claims: { sub: "first" } })));
    expect(reply.json).toEqual({ player: { id: player?.id, handle: player?.handle } });
    const joined = await site.stranger().call("POST", "/api/v1/lobby", {
      ...by(issuer.signed({ claims: { sub: "first" } })),
      json: { ruleset: "quick-duel" },
    });
    expect(joined.status).toBe(202);
    await site
      .stranger()
      .call("DELETE", "/api/v1/lobby", by(issuer.signed({ claims: { sub: "first" } })));
  });

  test("speaks before the cookie does, and needs none", async () => {
    const guest = await site.player("Guest");
    const reply = await guest.call("POST", "/api/v1/session", by(issuer.signed()));
    expect(reply.json).not.toMatchObject({ player: { id: guest.id } });
    expect((await guest.call("POST", "/api/v1/session")).json).toMatchObject({
      player: { id: guest.id },
    });
  });

  test.each(["bearer", "BEARER", "Bearer "])("may be announced as %j", async (scheme) => {
    const headers = { Authorization: `${scheme} ${issuer.signed()}` };
    expect((await site.stranger().get("/api/v1/sessions", { headers })).status).toBe(200);
  });

  test("with groups of a role makes a player of that role", async () => {
    await ask(issuer.signed({ claims: { sub: "boss", "cognito:groups": ["admin"] } }));
    expect((await playerOf("boss"))?.role).toBe("admin");
  });

  test("of a new key is good once the keys have been fetched again", async () => {
    const { client, stop } = await fresh();
    expect((await ask(issuer.signed(), client)).status).toBe(200);
    const next = drawKey("second");
    issuer.keys.unshift(next);
    expect((await ask(issuer.signed({ key: next }), client)).status).toBe(200);
    issuer.keys.shift();
    await stop();
  });
});

describe("a token is refused", () => {
  test.each<[string, () => string]>([
    ["that has expired", () => issuer.signed({ claims: { exp: anHourAgo() } })],
    ["that is not good yet", () => issuer.signed({ claims: { nbf: inAnHour() } })],
    ["for another site", () => issuer.signed({ claims: { aud: "another" } })],
    ["for no site", () => issuer.signed({ claims: { aud: undefined } })],
    ["for other sites", () => issuer.signed({ claims: { aud: ["another", "third"] } })],
    ["of another issuer", () => issuer.signed({ claims: { iss: "https://evil.example" } })],
    ["of no issuer", () => issuer.signed({ claims: { iss: undefined } })],
    ["of nobody", () => issuer.signed({ claims: { sub: undefined } })],
    ["of somebody who is no name", () => issuer.signed({ claims: { sub: 7 } })],
    ["that nobody signed", () => issuer.unsigned()],
    ["that says so in other letters", () => issuer.unsigned().replace(/\.$/, ".AAAA")],
    ["signed with the public key as a secret", () => issuer.signedByPublicKey()],
    ["signed by another's key of the same name", () => issuer.signed({ key: foreign })],
    ["of an unknown key", () => issuer.signed({ key: drawKey("unknown") })],
    ["without a key's name", () => issuer.signed({ header: { kid: undefined } })],
    [
      "whose header brings its own key",
      () => {
        const jwk = foreign.publicKey.export({ format: "jwk" });
        return issuer.signed({ key: foreign, header: { jwk, jku: "https://evil.example/keys" } });
      },
    ],
    ["whose claims were changed", () => spoilt(issuer.signed(), 1)],
    ["whose signature was changed", () => spoilt(issuer.signed(), 2)],
    ["whose header was changed", () => spoilt(issuer.signed(), 0)],
    ["cut short", () => issuer.signed().slice(0, -20)],
    ["that is nonsense", () => "nonsense"],
    ["that is nonsense with points", () => "a.b.c"],
    ["of five parts", () => "a.b.c.d.e"],
    ["that is endless", () => `${"a".repeat(9000)}.b.c`],
    ["that is an API key of somewhere", () => "sk-0123456789abcdef"],
  ])("%s", async (_what, token) => {
    for (const method of ["GET", "DELETE"]) {
      const reply = await site.stranger().call(method, "/api/v1/sessions", by(token()));
      expect([reply.status, codeOf(reply)]).toEqual(REFUSED);
      expect(reply.headers.get("WWW-Authenticate")).toContain("invalid_token");
    }
    const open = await site.stranger().get("/api/v1/rulesets", by(token()));
    expect([open.status, codeOf(open)]).toEqual(REFUSED);
  });

  test("also beside a cookie that is good, which stays", async () => {
    const guest = await site.player();
    const reply = await ask(issuer.signed({ claims: { exp: anHourAgo() } }), guest);
    expect([reply.status, codeOf(reply)]).toEqual(REFUSED);
    expect((await guest.get("/api/v1/sessions")).status).toBe(200);
  });
});

describe("the issuer", () => {
  test("is asked for its keys once by a storm of tokens with made-up keys", async () => {
    const { client, stop } = await fresh();
    expect((await ask(issuer.signed(), client)).status).toBe(200);
    issuer.asked.length = 0;
    const storm = Array.from({ length: 60 }, (_, n) =>
      issuer.signed({ key: { ...foreign, kid: `made-up-${n}` } }),
    );
    for (const token of storm) {
      const reply = await ask(token, client);
      expect([reply.status, codeOf(reply)]).toEqual(REFUSED);
    }
    expect(issuer.asked).toEqual(["/keys"]);
    expect((await ask(issuer.signed(), client)).status).toBe(200);
    await stop();
  });

  test("is not asked about what looks like no token", async () => {
    const { client, stop } = await fresh();
    for (const token of ["nonsense", "a.b", "a b", `${"a".repeat(9000)}.b.c`])
      expect((await ask(token, client)).status).toBe(401);
    expect(issuer.asked).toEqual([]);
    await stop();
  });

  test("may be away: tokens wait, and guests play on", async () => {
    const { client, stop } = await fresh();
    await issuer.close();
    const reply = await ask(issuer.signed(), client);
    expect([reply.status, codeOf(reply)]).toEqual([503, "service/unavailable"]);
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await client.post("/api/v1/session")).status).toBe(201);
    expect((await ask(issuer.signed())).status).toBe(200);
    await issuer.listen();
    await expect
      .poll(async () => (await ask(issuer.signed(), client)).status, { timeout: 20_000 })
      .toBe(200);
    await stop();
  });
});

test("a change of role reaches a bearer at once", async () => {
  const token = issuer.signed({ claims: { sub: "going" } });
  expect((await ask(token)).status).toBe(200);
  const player = await playerOf("going");
  await site.stores.database.orm
    .update(players)
    .set({ role: "moderator" })
    .where(eq(players.id, player?.id ?? ""));
  site.stores.events.announce({ kind: "account", playerIds: [player?.id ?? ""] });
  await expect
    .poll(async () => (await site.stranger().get("/api/v1/cases", by(token))).status)
    .toBe(200);
});

test("a stream by token goes on through changes of its account, and ends when that is gone", async () => {
  const token = issuer.signed({ claims: { sub: "listener" } });
  const client = site.stranger();
  const join = (ruleset: string) =>
    client.call("POST", "/api/v1/lobby", { ...by(token), json: { ruleset } });
  const change = (set: Partial<typeof players.$inferInsert>) =>
    site.stores.database.orm.update(players).set(set).where(eq(players.id, playerId));
  const tell = () => site.stores.events.announce({ kind: "account", playerIds: [playerId] });

  expect((await join("three-party")).status).toBe(202);
  const playerId = (await playerOf("listener"))?.id ?? "";
  const stream = await client.stream("/api/v1/lobby/events", undefined, by(token).headers);
  await stream.event("waiting");

  await change({ role: "moderator" });
  tell();
  for (const ruleset of ["human-or-not", "three-party"]) {
    await join(ruleset);
    await stream.wait(({ data }) => JSON.stringify(data).includes(ruleset));
    tell();
  }
  await change({ deletedAt: new Date() });
  tell();
  await stream.end();
});
