import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../infra/local/process/ports.ts";
import { issuerPart } from "../../infra/local/stack/parts.ts";
import { launch } from "../../infra/local/process/launch.ts";
import { identities, sessions } from "../../db/schema/accounts.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { type PlayerRole, players } from "../../db/schema/players.ts";
import { ApiClient, codeOf } from "../client.ts";
import { redisPrefix, startWeb } from "../stores.ts";
import {
  begin,
  choose,
  pathOf,
  signInAs,
  type SignInSite,
  startSignInSite,
} from "../sign-in-site.ts";

let site: SignInSite;
beforeAll(async () => {
  site = await startSignInSite();
});

const landing = ({ status, headers }: { status: number; headers: Headers }) => [
  status,
  headers.get("Location"),
];
const refused = (code: string) => [303, `/sign-in?error=${encodeURIComponent(code)}`];

async function playerOf(subject: string) {
  const found = await site.stores.database.orm
    .select({ id: players.id, role: players.role, guest: players.guest, handle: players.handle })
    .from(identities)
    .innerJoin(players, eq(players.id, identities.playerId))
    .where(eq(identities.subject, subject));
  const [player] = found;
  if (!player || found.length > 1) throw new Error(`${found.length} players of ${subject}`);
  return player;
}

const whoIs = async (client: ApiClient) => {
  const reply = await client.post("/api/v1/session");
  return { status: reply.status, player: reply.json };
};

/** What a second process beside the site's own is told. */
async function besides() {
  return { ...site.env, REDIS_PREFIX: redisPrefix(), PORT: String(await freePort()) };
}

describe("signing in", () => {
  test("makes an account of the guest, who keeps id and name, under a new session", async () => {
    const guest = await site.player("Grace");
    const before = guest.tab();
    expect(landing(await signInAs(site, guest, "grace", "/me/history"))).toEqual([
      303,
      "/me/history",
    ]);
    expect(await playerOf("grace")).toEqual({
      id: guest.id,
      role: "player",
      guest: false,
      handle: "Grace",
    });
    expect((await whoIs(guest)).player).toEqual({ player: { id: guest.id, handle: "Grace" } });
    const old = await before.get("/api/v1/sessions");
    expect([old.status, codeOf(old)]).toEqual([401, "session/none"]);
    const me = await guest.get("/me");
    expect(me.text).toContain("signed in as grace");
  });

  test("of somebody without a session makes a player, and again finds the same one", async () => {
    const [first, second] = [site.stranger(), site.stranger()];
    await signInAs(site, first, "ada");
    await signInAs(site, second, "ada");
    const { id } = await playerOf("ada");
    expect((await whoIs(first)).player).toMatchObject({ player: { id } });
    expect((await whoIs(second)).player).toMatchObject({ player: { id } });
  });

  test("twenty at once, each with a guest of its own, make one player", async () => {
    const guests = await Promise.all(Array.from({ length: 20 }, () => site.player()));
    const ways = await Promise.all(
      guests.map(async (guest) => choose(site, await begin(guest), "twenty")),
    );
    const replies = await Promise.all(guests.map((guest, index) => guest.get(ways[index] ?? "")));
    expect(replies.map(landing)).toEqual(guests.map(() => [303, "/me"]));
    const { id } = await playerOf("twenty");
    for (const guest of guests)
      expect((await whoIs(guest)).player).toMatchObject({ player: { id } });
    const merged = await site.stores.database.orm
      .select({ id: players.id })
      .from(players)
      .where(eq(players.mergedInto, id));
    expect(merged).toHaveLength(19);
  });

  test("by a plain form goes over a page of this site, whose policy names no other", async () => {
    const client = site.stranger();
    const reply = await client.submit("/api/v1/sign-in", { next: "/play" });
    expect([reply.status, reply.location]).toEqual([303, "/sign-in/onward"]);
    const page = await client.get("/sign-in/onward");
    expect(page.headers.get("Content-Security-Policy")).toContain("form-action 'self';");
    const address = /0;url=([^"]+)"/.exec(page.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(new URL(address).searchParams.get("code_challenge_method")).toBe("S256");
    const back = await choose(site, address, "plain");
    expect(landing(await client.get(back))).toEqual([303, "/play"]);
  });

  test("ends at the issuer, too", async () => {
    const client = site.stranger();
    await signInAs(site, client, "leaver");
    const tab = client.tab();
    const reply = await client.post("/api/v1/sign-out");
    expect(reply.status).toBe(303);
    const there = new URL(reply.headers.get("Location") ?? "");
    expect(there.origin).toBe(site.issuer.url);
    expect(there.searchParams.get("post_logout_redirect_uri")).toBe(`${site.web.url}/`);
    expect(
      (await new ApiClient(site.issuer.url).get(pathOf(there.href, site.issuer.url))).status,
    ).toBe(200);
    expect(client.cookieHeader).not.toContain("session=");
    expect(codeOf(await tab.get("/api/v1/sessions"))).toBe("session/none");
    const rows = await site.stores.database.orm
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.playerId, (await playerOf("leaver")).id), isNull(sessions.endedAt)));
    expect(rows).toEqual([]);
  });
});

describe("roles", () => {
  test.each(["player", "moderator", "researcher", "admin"] as const)(
    "the group %s is the role",
    async (role: PlayerRole) => {
      await signInAs(site, site.stranger(), role);
      expect((await playerOf(role)).role).toBe(role);
    },
  );

  test("a role that was given here stays where the groups name none; where they do, they win", async () => {
    const { orm } = site.stores.database;
    await signInAs(site, site.stranger(), "helper");
    const helper = await playerOf("helper");
    await orm.update(players).set({ role: "moderator" }).where(eq(players.id, helper.id));
    await signInAs(site, site.stranger(), "helper");
    expect((await playerOf("helper")).role).toBe("moderator");

    await signInAs(site, site.stranger(), "researcher");
    const { id } = await playerOf("researcher");
    await orm.update(players).set({ role: "admin" }).where(eq(players.id, id));
    await signInAs(site, site.stranger(), "researcher");
    expect((await playerOf("researcher")).role).toBe("researcher");
    const audited = await orm
      .select({ actor: auditEntries.actorId, detail: auditEntries.detail })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, id), eq(auditEntries.action, "set-role")));
    expect(audited.at(-1)).toMatchObject({
      actor: null,
      detail: { from: "admin", to: "researcher" },
    });
  });
});

describe("what comes back from the issuer", () => {
  test("is good for one use: with the same cookie and code, and with the code alone", async () => {
    const client = site.stranger();
    const back = await choose(site, await begin(client), "replayed");
    const thief = client.tab();
    expect(landing(await client.get(back))).toEqual([303, "/me"]);
    expect(landing(await thief.get(back))).toEqual(refused("session/lapsed"));
    expect(landing(await client.get(back))).toEqual(refused("session/lapsed"));
    expect(thief.cookieHeader).not.toContain("session=");
  });

  test("is refused in another browser, and under another attempt's state", async () => {
    const [client, other] = [site.stranger(), site.stranger()];
    const back = await choose(site, await begin(client), "crossed");
    expect(landing(await site.stranger().get(back))).toEqual(refused("session/lapsed"));
    await begin(other);
    expect(landing(await other.get(back))).toEqual(refused("session/refused"));
    const own = await begin(other);
    const state = new URL(own).searchParams.get("state") ?? "";
    const stolen = back.replace(/state=[^&]+/, `state=${state}`);
    expect(landing(await other.get(stolen))).toEqual(refused("session/refused"));
    expect(other.cookieHeader).not.toContain("session=");
  });

  test("is refused with a forged cookie", async () => {
    const client = site.stranger();
    const back = await choose(site, await begin(client), "forged");
    const value = /sign-in=([^;]+)/.exec(client.cookieHeader)?.[1] ?? "";
    const [text = "", mac = ""] = value.split(".");
    for (const forged of [`${text}.`, `${text}.${mac.slice(1)}A`, `${text}A.${mac}`, "x", "."]) {
      const forger = site.stranger();
      forger.setCookie("sign-in", forged);
      expect(landing(await forger.get(back))).toEqual(refused("session/lapsed"));
    }
  });

  test("may be that somebody gave up, or nonsense", async () => {
    const client = site.stranger();
    const state = new URL(await begin(client)).searchParams.get("state") ?? "";
    const gaveUp = `/sign-in/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(site.issuer.url)}`;
    expect(landing(await client.get(gaveUp))).toEqual(refused("session/cancelled"));
    await begin(client);
    expect(landing(await client.get("/sign-in/callback?code=x&state=y"))).toEqual(
      refused("session/refused"),
    );
    await begin(client);
    expect(landing(await client.get("/sign-in/callback"))).toEqual(refused("session/refused"));
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
  ])("never leads on to %j", async (next) => {
    const client = site.stranger();
    const reply = await signInAs(site, client, "wanderer", next);
    expect(landing(reply)).toEqual([303, "/"]);
    expect((await client.get(`/sign-in?next=${encodeURIComponent(next)}`)).text).not.toContain(
      'value="https://evil',
    );
  });
});

test("a refused sign-in still leads to the page that asked for it", async () => {
  const next = "/me/history";
  const back = `next=${encodeURIComponent(next)}`;
  const client = site.stranger();
  const state = new URL(await begin(client, next)).searchParams.get("state") ?? "";
  const gaveUp = `/sign-in/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(site.issuer.url)}`;
  const given = await client.get(gaveUp);
  expect(landing(given)).toEqual([303, `/sign-in?error=session%2Fcancelled&${back}`]);
  expect((await client.get(given.headers.get("Location") ?? "")).text).toContain(`value="${next}"`);

  const guest = await site.player();
  for (let n = 0; n < 10; n += 1) await begin(guest);
  const home = await guest.submit("/api/v1/sign-in", { next });
  expect(home.location).toBe(`/sign-in?${back}&error=rate%2Ftoo-many`);
  const from = { Referer: `${site.web.url}/sign-in?${back}&error=session%2Flapsed` };
  const again = await guest.submit("/api/v1/sign-in", { next }, from);
  expect(again.location).toBe(`/sign-in?${back}&error=rate%2Ftoo-many`);
  const outside = await guest.submit("/api/v1/sign-in", { next: "//evil.example" });
  expect(outside.location).toBe("/sign-in?error=rate%2Ftoo-many");
});

test("another site's page begins no sign-in and ends no session", async () => {
  const headers = { Origin: "https://evil.example" };
  for (const path of ["/api/v1/sign-in", "/api/v1/sign-out"]) {
    const reply = await site.stranger().call("POST", path, { headers });
    expect([reply.status, codeOf(reply)]).toEqual([403, "http/origin"]);
  }
});

test("a session begins ten sign-ins in five minutes, and the next is told to wait", async () => {
  const guest = await site.player();
  for (let n = 0; n < 10; n += 1) await begin(guest);
  const reply = await guest.post("/api/v1/sign-in");
  expect([reply.status, codeOf(reply)]).toEqual([429, "rate/too-many"]);
  expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(1);
});

test("while the issuer is away guests play on and are told; then sign-in goes on as before", async () => {
  const { url: base } = site.web;
  await signInAs(site, site.stranger(), "patient");
  const { id } = await playerOf("patient");
  const underWay = site.stranger();
  const back = await choose(site, await begin(underWay), "patient");
  await site.issuer.stop();
  // A process that has not heard of the issuer yet, and one that has.
  const fresh = await startWeb({
    env: { ...(await besides()), PUBLIC_URL: base },
  });
  const client = new ApiClient(fresh.url);
  const page = await client.get("/sign-in");
  expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "30"]);
  expect(page.text).toContain("Guests play on");
  const refusal = await client.post("/api/v1/sign-in");
  expect([refusal.status, codeOf(refusal)]).toEqual([503, "session/issuer-down"]);
  expect((await client.post("/api/v1/session")).status).toBe(201);
  expect((await client.get("/play")).status).toBe(200);
  await fresh.stop();
  expect(landing(await underWay.get(back))).toEqual(refused("session/issuer-down"));

  await site.issuer.restart();
  const again = site.stranger();
  expect(landing(await signInAs(site, again, "patient"))).toEqual([303, "/me"]);
  expect((await whoIs(again)).player).toMatchObject({ player: { id } });
});

test("without an issuer sign-in is not offered, and everything else is", async () => {
  const web = await startWeb({
    env: { ...(await besides()), OIDC_ISSUER: "", OIDC_CLIENT_ID: "" },
  });
  const client = new ApiClient(web.url);
  const reply = await client.post("/api/v1/sign-in");
  expect([reply.status, codeOf(reply)]).toEqual([404, "session/no-issuer"]);
  const [page, first] = await Promise.all([client.get("/sign-in"), client.get("/")]);
  expect(page.status).toBe(200);
  expect(page.text).toContain("no sign-in on this site");
  expect(first.text).not.toContain("Sign in");
  await web.stop();
});

test("the local issuer does not run in production", async () => {
  const env = { AMIANAI_ENV: "production", PORT: "1", ISSUER_KEYS: "none", ISSUER_SITES: "none" };
  await expect(launch(issuerPart(env))).rejects.toThrow("ended before it was ready");
});
