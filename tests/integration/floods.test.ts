import { expect, test } from "vitest";
import { ask } from "../bench/http.ts";
import { ApiClient } from "../client.ts";
import { startSite } from "../site.ts";

test("who asks too much in a second is turned away, and nobody else", async () => {
  const site = await startSite({
    env: { TRUST_PROXY: "loopback", REQUESTS_PER_ADDRESS: "20" },
  });
  const from = (address: string) => ask(`${site.web.url}/api/v1/rulesets`, { from: address });
  const all = await Promise.all(Array.from({ length: 200 }, () => from("203.0.113.9")));
  const turnedAway = all.filter(({ status }) => status === 429);
  expect(turnedAway.length).toBeGreaterThan(100);
  expect(JSON.parse(turnedAway[0]?.text ?? "")).toMatchObject({ error: { code: "rate/too-many" } });
  expect((await from("203.0.113.10")).status).toBe(200);
});

test("what turns an address away is secured like every other reply", async () => {
  const site = await startSite({ env: { REQUESTS_PER_ADDRESS: "2" } });
  const client = new ApiClient(site.web.url);
  const turnedAway = async (path: string) => {
    const replies = await Promise.all(Array.from({ length: 9 }, () => client.fetch("GET", path)));
    return replies.filter(({ status }) => status === 429);
  };
  for (const path of ["/", "/api/v1/rulesets"]) {
    const refused = await turnedAway(path);
    expect(refused.length, path).toBeGreaterThan(0);
    for (const { headers } of refused) {
      expect(headers.get("X-Content-Type-Options"), path).toBe("nosniff");
      expect(headers.get("Content-Security-Policy"), path).toContain("frame-ancestors 'none'");
      expect(headers.get("Referrer-Policy"), path).toBe("same-origin");
      expect(headers.get("Cross-Origin-Resource-Policy"), path).toBe("same-origin");
      expect(headers.get("Permissions-Policy"), path).toContain("camera=()");
    }
  }
});
