import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { dayOf } from "../../db/queries/generations.ts";
import { spendOfDay } from "../../db/queries/spend.ts";
import { run } from "../../infra/local/process/command.ts";
import type { Asker } from "../../worker/model/ask.ts";
import { testStores } from "../factories.ts";
import {
  aiSeat,
  answering,
  askFor,
  failing,
  modelOn,
  type Provider,
  rowsOf,
  startProvider,
} from "./model-support.ts";

/** What the test's provider counts for one answer, and what that costs as gpt-4o-mini. */
const [TOKENS, COST] = [42, 0.000_011_7];

let stores: Awaited<ReturnType<typeof testStores>>;
let provider: Provider;
let asker: Asker;

beforeEach(async () => {
  // A day's spending is everybody's: each test has a database of its own.
  stores = await testStores();
  provider = await startProvider();
  asker = await aiSeat(stores);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await stores.close();
});

const open = (variables: Record<string, string> = {}) =>
  modelOn(stores, { OPENAI_BASE_URL: provider.url, OPENAI_MODEL: "gpt-4o-mini", ...variables });

const today = () => spendOfDay(stores.database, dayOf(new Date()));

describe("the books", () => {
  test("hold a row for each call, with what it used and cost, and the day's sum", async () => {
    const model = await open();
    provider.next(failing(500));
    await model.ask(askFor(asker));
    await model.ask(askFor({ ...asker, purpose: "guess" }));
    await model.close();
    const promptSha256 = createHash("sha256").update("You are Mo, a baker.").digest("hex");
    const same = { ...asker, provider: "default", model: "gpt-4o-mini", promptSha256 };
    const answered = {
      error: null,
      promptTokens: 30,
      completionTokens: 12,
      cost: expect.closeTo(COST, 12) as number,
      finishReason: "stop",
      providerSnapshot: "house-2026-01-01",
      hedged: false,
    };
    const failed = { error: "status-500", promptTokens: null, cost: null, finishReason: null };
    expect(await rowsOf(stores, asker)).toMatchObject([
      { ...same, ...failed, attempt: 1 },
      { ...same, ...answered, attempt: 2 },
      { ...same, ...answered, attempt: 1, purpose: "guess" },
    ]);
    const { tokens, cost } = await today();
    expect(tokens).toBe(2 * TOKENS);
    expect(cost).toBeCloseTo(2 * COST, 12);
  });

  test("sum up what several workers write at once", async () => {
    const workers = await Promise.all([open(), open(), open()]);
    await Promise.all(
      workers.flatMap((model) => Array.from({ length: 20 }, () => model.ask(askFor(asker)))),
    );
    await Promise.all(workers.map((model) => model.close()));
    expect(await rowsOf(stores, asker)).toHaveLength(60);
    expect((await today()).tokens).toBe(60 * TOKENS);
  });

  test("a row that Postgres refuses is counted and keeps no other out", async () => {
    const model = await open();
    const nobody = { ...asker, seatId: asker.matchId };
    await Promise.all([
      model.ask(askFor(asker)),
      model.ask(askFor(nobody)),
      model.ask(askFor(asker)),
    ]);
    await model.close();
    expect(await rowsOf(stores, asker)).toHaveLength(2);
    expect((await model.metric("amianai_generations_lost_total"))[0]?.value).toBe(1);
  });

  test("wait for a table that is locked, while answers do not", async () => {
    const model = await open();
    const other = await stores.database.pool.connect();
    await other.query("begin");
    await other.query("lock table generations in access exclusive mode");
    for (let count = 0; count < 3; count++)
      expect(await model.ask(askFor(asker))).toMatchObject({ ok: true });
    await other.query("commit");
    other.release();
    await model.close();
    expect(await rowsOf(stores, asker)).toHaveLength(3);
  });

  test("figures tell outcomes, tokens and cost by model", async () => {
    const model = await open();
    provider.next(failing(404));
    await model.ask(askFor(asker));
    await model.ask(askFor(asker));
    const labels = { provider: "default", model: "gpt-4o-mini" };
    expect(await model.metric("amianai_model_calls_total")).toMatchObject([
      { labels: { ...labels, outcome: "model-unknown" }, value: 1 },
      { labels: { ...labels, outcome: "ok" }, value: 1 },
    ]);
    expect(await model.metric("amianai_model_tokens_total")).toMatchObject([
      { labels: { ...labels, kind: "prompt" }, value: 30 },
      { labels: { ...labels, kind: "completion" }, value: 12 },
    ]);
    const [cost] = await model.metric("amianai_model_cost_dollars_total");
    expect(cost?.value).toBeCloseTo(COST, 12);
    await model.close();
  });
});

describe("a budget", () => {
  test.each([
    ["tokens", { MODEL_MATCH_TOKENS: `${2 * TOKENS}` }],
    ["money", { MODEL_MATCH_USD: `${1.5 * COST}` }],
  ])("of %s for a match ends its calls, not another's", async (_, limit) => {
    const model = await open(limit);
    await model.ask(askFor(asker));
    await model.ask(askFor(asker));
    expect(await model.ask(askFor(asker))).toEqual({ ok: false, error: "budget-match" });
    expect(provider.heard).toHaveLength(2);
    expect(await model.ask(askFor(await aiSeat(stores)))).toMatchObject({ ok: true });
    await model.close();
    expect((await rowsOf(stores, asker)).at(-1)).toMatchObject({
      error: "budget-match",
      attempt: 0,
      latencyMs: 0,
      promptTokens: null,
    });
  });

  test("of a match counts what another worker spent", async () => {
    const [one, two] = await Promise.all([open(), open({ MODEL_MATCH_TOKENS: `${TOKENS}` })]);
    await one.ask(askFor(asker));
    await one.close();
    expect(await two.ask(askFor(asker))).toEqual({ ok: false, error: "budget-match" });
    await two.close();
  });

  test.each([
    ["tokens", { MODEL_DAY_TOKENS: `${3 * TOKENS}` }],
    ["money", { MODEL_DAY_USD: `${2.5 * COST}` }],
  ])("of %s for a day ends all calls of the day, also after a restart", async (_, limit) => {
    const model = await open(limit);
    for (let count = 0; count < 3; count++)
      expect(await model.ask(askFor(asker))).toMatchObject({ ok: true });
    const other = askFor(await aiSeat(stores));
    expect(await model.ask(other)).toEqual({ ok: false, error: "budget-day" });
    await model.close();
    const restarted = await open(limit);
    expect(await restarted.ask(other)).toEqual({ ok: false, error: "budget-day" });
    await restarted.close();
    expect(provider.heard).toHaveLength(3);
  });

  test("of nothing makes no call at all", async () => {
    const model = await open({ MODEL_DAY_TOKENS: "0" });
    expect(await model.ask(askFor(asker))).toEqual({ ok: false, error: "budget-day" });
    expect(provider.heard).toHaveLength(0);
    await model.close();
  });
});

describe("the switch", () => {
  const command = (...words: string[]) =>
    run({
      command: process.execPath,
      args: ["worker/model/switch.ts", ...words],
      cwd: process.cwd(),
      env: { ...process.env, DATABASE_URL: stores.databaseUrl },
    });

  test("ends calls within a second, and begins them again", async () => {
    const model = await open();
    const said = () => model.ask(askFor(asker));
    expect(await said()).toMatchObject({ ok: true });
    expect(await command("off", "the bill")).toMatchObject({ ok: true });
    await expect
      .poll(said, { timeout: 10_000, interval: 100 })
      .toEqual({ ok: false, error: "switched-off" });
    expect((await command("status")).output).toMatch(/^off since .*: the bill\ntoday: \d+ tokens/);
    const before = provider.heard.length;
    expect(await said()).toEqual({ ok: false, error: "switched-off" });
    expect(provider.heard).toHaveLength(before);
    expect((await command("on")).output).toMatch(/^on since/);
    await expect.poll(said, { timeout: 10_000, interval: 100 }).toMatchObject({ ok: true });
    await model.close();
    expect((await rowsOf(stores, asker)).map(({ error }) => error)).toContain("switched-off");
    const { rows } = await stores.database.pool.query(
      `select action, actor_role, actor_id, reason from audit_entries
       where subject_id = 'language-model' order by id`,
    );
    expect(rows).toEqual([
      { action: "switch-off", actor_role: "operator", actor_id: null, reason: "the bill" },
      { action: "switch-on", actor_role: "operator", actor_id: null, reason: "" },
    ]);
  });

  test.each([[[]], [["perhaps"]], [["off"]]])("takes %j for a mistake", async (words) => {
    const outcome = await command(...words);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("npm run model -- off");
  });
});

describe("further providers", () => {
  const folder = mkdtempSync(join(tmpdir(), "providers-"));
  const file = join(folder, "providers.json");
  const write = (content: unknown) => writeFileSync(file, JSON.stringify(content));
  afterEach(() => rmSync(file, { force: true }));

  test("are asked by name with keys of their own", async () => {
    const other = await startProvider();
    other.always(answering("from elsewhere"));
    write([{ name: "else", baseUrl: other.url, keyVariable: "ELSE_KEY", output: "text" }]);
    vi.stubEnv("ELSE_KEY", "another secret");
    const model = await open({ MODEL_PROVIDERS_FILE: file, OPENAI_API_KEY: "own" });
    const said = await model.ask(askFor(asker, { models: ["else:llama3:8b", "spare"] }));
    expect(said).toMatchObject({ ok: true, text: "from elsewhere" });
    expect(other.heard[0]?.body).toMatchObject({ model: "llama3:8b" });
    expect(other.heard[0]?.body).not.toHaveProperty("response_format");
    expect(other.heard[0]?.headers.authorization).toBe("Bearer another secret");
    await model.ask(askFor(asker, { models: ["llama3:8b"] }));
    expect(provider.heard[0]?.body).toMatchObject({ model: "llama3:8b" });
    expect(provider.heard[0]?.headers.authorization).toBe("Bearer own");
    await model.close();
    expect((await rowsOf(stores, asker)).map((row) => row.provider)).toEqual(["else", "default"]);
  });

  test("so many calls at once and no more", async () => {
    write([{ name: "else", baseUrl: provider.url, concurrency: 2 }]);
    let [inside, most] = [0, 0];
    provider.always((response, body) => {
      inside += 1;
      most = Math.max(most, inside);
      setImmediate(() => {
        inside -= 1;
        answering("one of few")(response, body);
      });
    });
    const model = await open({ MODEL_PROVIDERS_FILE: file });
    const asks = Array.from({ length: 12 }, () =>
      model.ask(askFor(asker, { models: ["else:house"] })),
    );
    expect((await Promise.all(asks)).every(({ ok }) => ok)).toBe(true);
    expect(most).toBeLessThanOrEqual(2);
    await model.close();
  });

  test.each([
    ["a field", [{ name: "Else" }], /providers\.json: 0\.name/],
    ["a name twice", [{ name: "a" }, { name: "a" }], /1\.name: is taken/],
    ["a key that is not set", [{ name: "a", keyVariable: "NOT_SET_AT_ALL" }], /NOT_SET_AT_ALL/],
    ["a limit", [{ name: "a", concurrency: 0 }], /0\.concurrency/],
  ])("stop the start over %s", async (_, content, complaint) => {
    write(content);
    await expect(open({ MODEL_PROVIDERS_FILE: file })).rejects.toThrow(complaint);
  });
});
