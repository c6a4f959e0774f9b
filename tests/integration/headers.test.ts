import { beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "../client.ts";
import { rawHttp } from "../raw-http.ts";
import { type Site, startSite } from "../site.ts";
import { redisPrefix, startWeb } from "../stores.ts";

let site: Site;
let secure: ApiClient;
beforeAll(async () => {
  site = await startSite();
  const env = { ...site.env, PUBLIC_URL: "https://play.example", REDIS_PREFIX: redisPrefix() };
  secure = new ApiClient((await startWeb({ env })).url);
});

const PAGE = { Accept: "text/html" };

/** A reply of each kind that the web process gives. */
async function kinds(client: ApiClient) {
  const get = async (path: string, headers: Record<string, string> = PAGE) => {
    const response = await client.fetch("GET", path, { headers });
    return { path, response, text: await response.text() };
  };
  const page = await get("/");
  const asset = /\/assets\/[\w.-]+\.js/.exec(page.text)?.[0] ?? "";
  const sent = async (path: string, form: Record<string, string>, headers = {}) => {
    const response = await client.fetch("POST", path, { form, headers });
    return { path, response, text: await response.text() };
  };
  return {
    pages: [page, await get("/play"), await get("/no-such-page"), await get("/play.data")],
    redirects: [
      await get("/me"),
      await get("/desk"),
      await sent("/theme", { theme: "dark" }, PAGE),
    ],
    assets: [await get(asset)],
    files: [await get("/favicon.svg"), await get("/robots.txt")],
    api: [
      await get("/api/v1/rulesets"),
      await get("/api/v1/nothing"),
      await get("/api/v1/lobby"),
      await get("/api/v1/lobby/events"),
      await get("/api/v1/%"),
      await sent("/api/v1/lobby", {}),
    ],
    refused: [
      await get("/%E0%A4%A"),
      await sent("/theme", {}, { Origin: "https://evil.example" }),
      await sent("/theme", { next: "x".repeat(70_000) }),
    ],
  };
}

type Kinds = Awaited<ReturnType<typeof kinds>>;
const all = (replies: Kinds) => Object.values(replies).flat();

/** The directives of a content security policy by name. */
function policyOf({ headers }: Response): Map<string, string> {
  const policy = headers.get("Content-Security-Policy") ?? "";
  return new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

describe("every kind of reply", () => {
  let replies: Kinds;
  let secured: Kinds;
  beforeAll(async () => {
    [replies, secured] = await Promise.all([kinds(await site.player()), kinds(secure)]);
  });

  test("is taken for what it says it is, framed by nobody, and tells others nothing", () => {
    for (const { path, response } of all(replies)) {
      const { headers } = response;
      expect(headers.get("X-Content-Type-Options"), path).toBe("nosniff");
      expect(headers.get("Referrer-Policy"), path).toBe("same-origin");
      expect(headers.get("Cross-Origin-Resource-Policy"), path).toBe("same-origin");
      expect(headers.get("Permissions-Policy"), path).toContain("camera=()");
      expect(policyOf(response).get("frame-ancestors"), path).toBe("'none'");
      expect(headers.get("X-Powered-By"), path).toBeNull();
      expect(headers.get("Server"), path).toBeNull();
      expect(headers.get("Access-Control-Allow-Origin"), path).toBeNull();
      expect(headers.get("X-Request-Id"), path).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("under HTTPS keeps browsers there; without it, it does not", () => {
    for (const { path, response } of all(replies))
      expect(response.headers.get("Strict-Transport-Security"), path).toBeNull();
    for (const { path, response } of all(secured))
      expect(response.headers.get("Strict-Transport-Security"), path).toMatch(/max-age=31536000/);
  });

  test("runs no script but those of its own reply, and sends forms nowhere else", () => {
    for (const { path, response, text } of [...replies.pages, ...replies.redirects]) {
      const policy = policyOf(response);
      const nonce = /^'self' 'nonce-([\w+/=]+)'$/.exec(policy.get("script-src") ?? "")?.[1];
      expect(nonce, path).toBeDefined();
      expect(policy.get("script-src-attr"), path).toBe("'none'");
      expect(policy.get("style-src"), path).toBe("'self'");
      expect(policy.get("object-src"), path).toBe("'none'");
      expect(policy.get("base-uri"), path).toBe("'none'");
      expect(policy.get("form-action"), path).toBe("'self'");
      for (const [, attributes] of text.matchAll(/<script([^>]*)>/g))
        expect(attributes, path).toContain(`nonce="${nonce ?? ""}"`);
      expect(response.headers.get("Cross-Origin-Opener-Policy"), path).toBe("same-origin");
    }
    for (const { path, response } of replies.api)
      expect(policyOf(response).get("default-src"), path).toBe("'none'");
  });

  test("uses its nonce once", () => {
    const policies = replies.pages.map(({ response }) => policyOf(response).get("script-src"));
    expect(new Set(policies).size).toBe(policies.length);
  });

  test("is kept by nobody, but for files, and those with a hash for ever", () => {
    const kept = ({ response }: Kinds["assets"][number]) => response.headers.get("Cache-Control");
    for (const reply of [...replies.pages, ...replies.redirects])
      expect(kept(reply), reply.path).toContain("no-store");
    for (const reply of replies.api.filter(({ path }) => path !== "/api/v1/rulesets"))
      expect(kept(reply), reply.path).toBe("no-store");
    for (const reply of replies.assets)
      expect(kept(reply)).toBe("public, max-age=31536000, immutable");
    for (const reply of replies.files) expect(kept(reply)).toBe("public, max-age=3600");
  });
});

test("an event stream says the same as the rest of the API", async () => {
  const { a, at } = await site.duel();
  const { response } = await a.stream(`${at}/events`);
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  expect(policyOf(response).get("default-src")).toBe("'none'");
});

test("what is no HTTP is answered with the type that it has", async () => {
  const answer = await rawHttp(site.web.url, "nonsense\r\n\r\n");
  expect(answer).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/i);
  expect(answer).toMatch(/\r\nConnection: close\r\n/i);
});

describe("cookies", () => {
  test("are for this host, unseen by scripts and not sent along from elsewhere", async () => {
    const [session] = (await site.stranger().post("/api/v1/session")).headers.getSetCookie();
    const theme = await site.stranger().call("POST", "/theme", { form: { theme: "dark" } });
    for (const cookie of [session, ...theme.headers.getSetCookie()]) {
      expect(cookie).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
      expect(cookie).not.toMatch(/domain=/i);
    }
  });

  test("that open a session are bound to HTTPS where there is HTTPS", async () => {
    const headers = { Origin: "https://play.example" };
    const reply = await secure.call("POST", "/api/v1/session", { headers });
    expect(reply.headers.getSetCookie()[0]).toMatch(/^__Host-session=[^;]+; .*; Secure$/);
  });
});
