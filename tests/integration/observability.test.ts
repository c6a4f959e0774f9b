import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Queue } from "bullmq";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { freePort } from "../../infra/local/process/ports.ts";
import { codeOf, type EventStream } from "../client.ts";
import { createRuleset } from "../factories.ts";
import { attributesOf, spansIn, startCollector } from "../otlp-collector.ts";
import { printedBy, type Printed } from "../prometheus-text.ts";
import { selectorsOf } from "../promql.ts";
import { staff } from "../roles.ts";
import { saying, type Site, startSite } from "../site.ts";
import { startWorker } from "../stores.ts";

const TIME_SCALE = 20;
/** Some witnesses let a message pass, as people do: that all of these do is one in millions. */
const PLAYERS = 6;
const WORDS = "what did you have for breakfast";
/** A stranger's own trace, which nobody here takes part in. */
const FOREIGN = "4bf92f3577b34da6a3ce929d0e0e4736";

let site: Site;
let collector: Awaited<ReturnType<typeof startCollector>>;
let web: string;
let worker: Awaited<ReturnType<typeof startWorker>>;
let posted: { requestId: string; stream: EventStream }[];

beforeAll(async () => {
  collector = await startCollector(true);
  const port = String(await freePort());
  web = `http://127.0.0.1:${port}`;
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  site = await startSite({ timeScale: TIME_SCALE, env: { ...traced, METRICS_PORT: port } });
  const { DATABASE_URL, REDIS_URL, REDIS_PREFIX, TIME_SCALE: scale } = site.env;
  const stores = { DATABASE_URL, REDIS_URL, REDIS_PREFIX, TIME_SCALE: scale };
  worker = await startWorker({ env: { ...stores, ...traced } });
  posted = await Promise.all(Array.from({ length: PLAYERS }, play));
}, 120_000);

/** Somebody says a word to an AI. */
async function play() {
  const player = await site.player();
  const ruleset = await createRuleset(site.stores, "quick-duel", { aiShare: 1, waveSeconds: 1 });
  await player.join(ruleset.slug);
  const lobby = await player.stream("/api/v1/lobby/events");
  const { matchId } = seatedFrame.parse((await lobby.event("seated")).data);
  const at = `/api/v1/matches/${matchId}`;
  const stream = await player.stream(`${at}/events`);
  await stream.event("view");
  const { conversations } = await player.match(matchId);
  const reply = await player.call("POST", `${at}/messages`, {
    json: saying(conversations[0]?.id ?? "", WORDS),
    headers: { traceparent: `00-${FOREIGN}-00f067aa0ba902b7-01` },
  });
  expect(codeOf(reply)).toBeUndefined();
  return { requestId: reply.headers.get("X-Request-Id") ?? "", stream };
}

const seatedFrame = z.object({ matchId: z.string() });

const printed = async (): Promise<Printed[]> => [await printedBy(web), await printedBy(worker.url)];

describe("a trace", () => {
  test("leads from a posted message through its jobs to the answer's frame", async () => {
    const traces = () => {
      const spans = spansIn(collector.exports);
      return posted.map(({ requestId }) => {
        const post = spans.find((span) => attributesOf(span)["amianai.request.id"] === requestId);
        return spans.filter(({ traceId }) => traceId === post?.traceId);
      });
    };
    const steps = [
      "amianai-web: POST /api/v1/matches/:id/messages",
      "amianai-worker: compose-reply",
      "amianai-worker: chat scripted",
      "amianai-worker: deliver-message",
      "amianai-web: write frames",
    ];
    const whole = () =>
      traces().find((spans) => {
        const made = spans.map(({ service, name }) => `${String(service)}: ${name}`);
        return steps.every((step) => made.includes(step));
      });
    await expect.poll(whole, { timeout: 15_000 }).toBeDefined();
    const spans = whole() ?? [];
    const idOf = (wanted: string) => spans.find(({ name }) => name === wanted)?.spanId;
    const parentOf = (wanted: string) => spans.find(({ name }) => name === wanted)?.parentSpanId;
    expect(parentOf("compose-reply")).toBe(idOf("POST /api/v1/matches/:id/messages"));
    expect(parentOf("chat scripted")).toBe(idOf("compose-reply"));
    expect(parentOf("deliver-message")).toBe(idOf("compose-reply"));
  });

  test("is no stranger's, and says nothing of what was said", () => {
    const sent = collector.exports.map(({ text }) => text).join("\n");
    expect(sent).not.toContain(FOREIGN);
    expect(sent).not.toContain(WORDS);
  });
});

describe("the figures of a match", () => {
  test("tell delivery, seating, punctuality and the waits for Postgres", async () => {
    const [ofWeb, ofWorker] = await printed();
    expect(ofWeb?.value("message_delivery_seconds_count")).toBeGreaterThan(0);
    expect(ofWeb?.value("lobby_seating_seconds_count")).toBeGreaterThan(0);
    expect(ofWeb?.value("store_up", { store: "postgres" })).toBe(1);
    expect(ofWeb?.value("postgres_pool_wait_seconds_count")).toBeGreaterThan(0);
    expect(ofWeb?.value("sse_streams_open")).toBeGreaterThan(0);
    expect(ofWorker?.value("amianai_bot_lateness_seconds_count")).toBeGreaterThan(0);
    expect(ofWorker?.value("amianai_tick_seconds_count", { timer: "waves" })).toBeGreaterThan(0);
    expect(ofWorker?.value("amianai_pool_wait_seconds_count")).toBeGreaterThan(0);
  });

  test("tell how late its phases end", { timeout: 30_000 }, async () => {
    await posted[0]?.stream.event("phase", 20_000);
    const [ofWeb] = await printed();
    const [late, phases] = ["sum", "count"].map((what) =>
      ofWeb?.value(`phase_lateness_seconds_${what}`),
    );
    expect(phases).toBeGreaterThan(0);
    expect((late ?? Infinity) / (phases ?? 1)).toBeLessThan(5);
  });

  test("count a page of a leaderboard", async () => {
    await site.stranger().get("/api/v1/leaderboards/personas?window=week");
    const [ofWeb] = await printed();
    const which = { board: "personas", window: "week" };
    expect(ofWeb?.value("leaderboard_seconds_count", which)).toBe(1);
  });
});

test("the state tells of processes and of jobs that were given up, without ids", async () => {
  const { redis, prefix } = site.stores;
  const queue = new Queue("close-phase", { connection: redis, prefix });
  const matchId = "01990000-0000-7000-8000-000000000001 and more";
  const { id } = await queue.add("close-phase", { matchId }, { attempts: 1 });
  await expect.poll(() => queue.getFailedCount()).toBe(1);
  expect((await queue.getFailed())[0]?.failedReason).toBe("the payload does not fit its job");
  // As a failure would read that names what it was about.
  await redis.hset(queue.toKey(String(id)), "failedReason", `no match ${matchId}`);
  await queue.close();
  const admin = await staff(site, "admin");
  const page = () => admin.get("/admin", { headers: { Accept: "text/html" } });
  await expect.poll(async () => (await page()).text, { timeout: 10_000 }).toMatch(/>worker</);
  const { text } = await page();
  expect(text).toMatch(/>web</);
  expect(text).toContain("no match … and more");
  expect(text).not.toContain(matchId.slice(0, 36));
  expect(worker.output()).toMatch(new RegExp(`"jobId":"${id}".*"msg":"job failed"`));
});

describe("infra/observability", () => {
  const folder = join(root, "infra", "observability");
  const dashboard = z
    .object({
      panels: z.array(
        z.object({
          title: z.string(),
          targets: z.array(z.object({ expr: z.string() })).optional(),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(join(folder, "dashboard.json"), "utf8")));
  const rule = z.object({
    alert: z.string(),
    expr: z.string(),
    annotations: z.object({ summary: z.string(), action: z.string() }),
  });
  const alerts = z
    .object({ groups: z.array(z.object({ rules: z.array(rule) })) })
    .parse(parse(readFileSync(join(folder, "alerts.yml"), "utf8")))
    .groups.flatMap(({ rules }) => rules);
  const queries = [
    ...alerts.map(({ alert, expr }) => ({ name: alert, expr })),
    ...dashboard.panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ name: title, expr })),
    ),
  ];

  test("asks only for what a running web and worker print", async () => {
    const all = await printed();
    const missing: string[] = [];
    for (const { name, expr } of queries)
      for (const { metric, labels } of selectorsOf(expr)) {
        const printing = all.filter(({ names }) => names.has(metric));
        if (printing.length === 0) missing.push(`${name}: ${metric}`);
        const known = printing.map((one) => one.labelsOf(metric)).find(Boolean);
        for (const label of labels)
          if (known && !known.has(label)) missing.push(`${name}: ${metric}{${label}}`);
      }
    expect(missing).toEqual([]);
  });

  test("has an alert for each budget that production can show", () => {
    const watched = new Set(
      alerts.flatMap(({ expr }) => selectorsOf(expr).map(({ metric }) => metric)),
    );
    for (const metric of [
      "message_delivery_seconds_bucket",
      "amianai_bot_lateness_seconds_bucket",
      "lobby_seating_seconds_bucket",
      "phase_lateness_seconds_bucket",
      "leaderboard_seconds_bucket",
    ])
      expect(watched).toContain(metric);
  });
});
