import { expect, test } from "vitest";
import { ask } from "../bench/http.ts";
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
