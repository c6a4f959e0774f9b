import { beforeAll, describe, expect, test } from "vitest";
import type { Ask, Asker, Said } from "../../worker/model/ask.ts";
import { testStores } from "../factories.ts";
import {
  aiSeat,
  answering,
  askFor,
  breakingOff,
  completing,
  failing,
  hanging,
  type Manner,
  modelOn,
  raw,
  rowsOf,
  startProvider,
} from "./model-support.ts";

type Own = Awaited<ReturnType<typeof testStores>>;
let stores: Own;
beforeAll(async () => {
  stores = await testStores();
});

/** A provider, a model on it and somebody to ask for. */
async function scene(variables: Record<string, string> = {}) {
  const provider = await startProvider();
  const asker = await aiSeat(stores);
  const model = await modelOn(stores, {
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: "sk-the-secret",
    ...variables,
  });
  return {
    provider,
    asker,
    model,
    ask: (more: Partial<Ask> = {}) => model.ask(askFor(asker, more)),
  };
}

/** Rows once all are written. */
async function written(model: { close: () => Promise<void> }, asker: Asker) {
  await model.close();
  return rowsOf(stores, asker);
}

describe("a call", () => {
  test("carries the model, the prompt, the tools, the shape of the answer and the limits", async () => {
    const { provider, model, ask } = await scene();
    const tool = {
      type: "function" as const,
      function: { name: "clock", parameters: { type: "object", properties: {} } },
    };
    const said = await ask({ tools: [tool] });
    expect(said).toEqual({ ok: true, text: "hey", toolCalls: [], model: "house-2026-01-01" });
    expect(provider.heard).toHaveLength(1);
    expect(provider.heard[0]?.path).toBe("/v1/chat/completions");
    expect(provider.heard[0]?.headers.authorization).toBe("Bearer sk-the-secret");
    expect(provider.heard[0]?.body).toEqual({
      model: "house",
      messages: [
        { role: "system", content: "You are Mo, a baker." },
        { role: "user", content: "hi there" },
      ],
      tools: [tool],
      temperature: 0.9,
      seed: 7,
      max_completion_tokens: 1000,
      response_format: {
        type: "json_schema",
        json_schema: {
          name: "turn",
          strict: true,
          schema: {
            type: "object",
            properties: {
              say: { type: "string" },
              mood: { type: "string", enum: ["calm", "cross"] },
            },
            required: ["say", "mood"],
            additionalProperties: false,
          },
        },
      },
    });
    await model.close();
  });

  test.each([
    ["json_object", { type: "json_object" }],
    ["text", undefined],
  ])("asks for %s where the installation says so", async (OPENAI_OUTPUT, format) => {
    const { provider, model, ask } = await scene({ OPENAI_OUTPUT });
    await ask();
    expect(provider.heard[0]?.body.response_format).toEqual(format);
    expect(provider.heard[0]?.body).not.toHaveProperty("tools");
    await model.close();
  });

  test("brings back what tools the model wants", async () => {
    const { provider, model, ask } = await scene();
    const wanted = { id: "t1", type: "function", function: { name: "clock", arguments: "{}" } };
    provider.next(completing({ content: null, tool_calls: [wanted] }, "tool_calls"));
    expect(await ask()).toMatchObject({
      ok: true,
      text: "",
      toolCalls: [{ id: "t1", name: "clock", arguments: "{}" }],
    });
    await model.close();
  });

  test("leaves out what a model does not take, from then on", async () => {
    const { provider, asker, model, ask } = await scene();
    provider.always((response, body) =>
      ("temperature" in body ? failing(400, {}, "temperature") : answering("ok"))(response, body),
    );
    expect(await ask()).toMatchObject({ ok: true, text: "ok" });
    expect(await ask()).toMatchObject({ ok: true });
    expect(provider.heard.map(({ body }) => "temperature" in body)).toEqual([true, false, false]);
    const rows = await written(model, asker);
    expect(rows.map(({ error }) => error)).toEqual(["unsupported", null, null]);
  });
});

describe("a fault is a value with a short code", () => {
  const big = "x".repeat(10_241);
  const always: [string, Manner, string, number][] = [
    ["a wrong key", failing(401), "key-refused", 1],
    ["a key without rights", failing(403), "key-refused", 1],
    ["an unknown model", failing(404), "model-unknown", 1],
    ["a request that the provider does not take", failing(400), "bad-request", 1],
    ["a broken provider", failing(500), "status-500", 3],
    ["an overloaded one", failing(503), "status-503", 3],
    ["too many requests", failing(429), "rate-limited", 3],
    ["a refusal", completing({ content: null, refusal: "I can't" }), "refused", 1],
    ["a filter", completing({ content: "well" }, "content_filter"), "refused", 1],
    ["an answer cut short", completing({ content: "well, I" }, "length"), "cut", 1],
    ["an empty answer", answering("  "), "empty", 3],
    ["no answer", answering(null), "empty", 3],
    ["more than 10 kB", answering(big), "too-long", 3],
    ["malformed JSON", raw("{ oh no"), "malformed", 3],
    ["JSON of another shape", raw('{"hello": "world"}'), "malformed", 3],
    ["a stream that breaks off", breakingOff, "connection", 3],
  ];
  test.each(always)("%s", async (_, manner, error, calls) => {
    const { provider, asker, model, ask } = await scene();
    provider.always(manner);
    expect(await ask()).toEqual({ ok: false, error });
    expect(provider.heard).toHaveLength(calls);
    const rows = await written(model, asker);
    expect(rows.map((row) => [row.attempt, row.error])).toEqual(
      Array.from({ length: calls }, (__, index) => [index + 1, error]),
    );
    expect(JSON.stringify([rows, model.lines])).not.toMatch(/secret/);
  });

  test("a provider that hangs is given up within the ask's time", async () => {
    const { provider, asker, model, ask } = await scene();
    provider.always(hanging);
    expect(await ask({ withinMs: 300 })).toEqual({ ok: false, error: "timeout" });
    const rows = await written(model, asker);
    expect(rows.map(({ error }) => error)).toEqual(["timeout", "timeout"]);
    expect(provider.heard.every(({ hungUp }) => hungUp)).toBe(true);
  });

  test("a provider that is not there", async () => {
    const { model, ask } = await scene({ OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
    expect(await ask()).toEqual({ ok: false, error: "connection" });
    await model.close();
  });

  test("what passes is asked again", async () => {
    const { provider, model, ask } = await scene();
    provider.next(failing(500), raw("<html>"), answering("there"));
    expect(await ask()).toMatchObject({ ok: true, text: "there" });
    await model.close();
  });
});

describe("a provider that wants to be left alone", () => {
  const inTwoSeconds = () => new Date(Date.now() + 2000).toUTCString();
  test.each([
    ["for seconds", () => "1"],
    ["until a date", inTwoSeconds],
  ])("%s is asked again then, not before", async (_, when) => {
    const { provider, model, ask } = await scene();
    provider.next(failing(429, { "retry-after": when() }));
    const askedAt = performance.now();
    expect(await ask()).toMatchObject({ ok: true });
    expect(provider.heard).toHaveLength(2);
    // A date has whole seconds: two of them are one at least.
    expect((provider.heard[1]?.at ?? 0) - askedAt).toBeGreaterThan(990);
    await model.close();
  });

  test("for longer than there is time is not waited for", async () => {
    const { provider, asker, model, ask } = await scene();
    provider.next(failing(429, { "retry-after": "60" }));
    expect(await ask()).toEqual({ ok: false, error: "rate-limited" });
    expect(await ask()).toEqual({ ok: false, error: "rate-limited" });
    expect(provider.heard).toHaveLength(1);
    const rows = await written(model, asker);
    expect(rows.map(({ attempt, error }) => [attempt, error])).toEqual([
      [1, "rate-limited"],
      [0, "rate-limited"],
    ]);
  });
});

describe("models in their order", () => {
  test("the next is asked where one fails for good", async () => {
    const { provider, asker, model, ask } = await scene({ OPENAI_FALLBACK_MODELS: "spare, last" });
    provider.next(failing(404), completing({ content: null, refusal: "no" }));
    expect(await ask()).toMatchObject({ ok: true });
    expect(provider.heard.map(({ body }) => body.model)).toEqual(["house", "spare", "last"]);
    const rows = await written(model, asker);
    expect(rows.map((row) => [row.model, row.error, row.hedged])).toEqual([
      ["house", "model-unknown", false],
      ["spare", "refused", false],
      ["last", null, false],
    ]);
  });

  test("the next is asked at once where one wants to be left alone, and later too", async () => {
    const { provider, model, ask } = await scene();
    provider.next(failing(429, { "retry-after": "60" }));
    expect(await ask({ models: ["one", "two"] })).toMatchObject({ ok: true });
    expect(await ask({ models: ["one", "two"] })).toMatchObject({ ok: true });
    expect(provider.heard.map(({ body }) => body.model)).toEqual(["one", "two", "two"]);
    await model.close();
  });

  test("a hanging one leaves time for the next", async () => {
    const { provider, model, ask } = await scene();
    provider.next(hanging);
    expect(await ask({ models: ["one", "two"], withinMs: 900 })).toMatchObject({ ok: true });
    await model.close();
  });
});

describe("a slow model", () => {
  test("is given a second call, whose answer counts; the first is ended and noted", async () => {
    const { provider, asker, model, ask } = await scene({ HEDGE_AFTER_MS: "60" });
    provider.next(hanging, answering("quick"));
    expect(await ask({ models: ["one", "two"] })).toMatchObject({ ok: true, text: "quick" });
    const rows = await written(model, asker);
    expect(rows.map((row) => [row.model, row.hedged, row.error])).toEqual([
      ["one", false, "aborted"],
      ["two", true, null],
    ]);
    expect(provider.heard[0]?.hungUp).toBe(true);
  });

  test("is asked a second time itself where there is no other", async () => {
    const { provider, model, ask } = await scene({ HEDGE_AFTER_MS: "60" });
    provider.next(hanging, answering("again"));
    expect(await ask()).toMatchObject({ ok: true, text: "again" });
    await model.close();
  });

  test("counts when it answers first after all", async () => {
    const { provider, model, ask } = await scene({ HEDGE_AFTER_MS: "40" });
    provider.next((response, body) => {
      // Answers as soon as the second call has come.
      provider.always((second) => {
        provider.always(hanging);
        answering("first")(response, body);
        second.on("close", () => undefined);
      });
    });
    expect(await ask()).toMatchObject({ ok: true, text: "first" });
    await model.close();
  });

  test(
    "is measured: after a score of answers, what is unusual is slow",
    { timeout: 15_000 },
    async () => {
      const { provider, model, ask } = await scene({ HEDGE_AFTER_MS: "" });
      for (let count = 0; count < 20; count++) await ask();
      provider.next(hanging, answering("hedged"));
      expect(await ask({ withinMs: 60_000 })).toMatchObject({ ok: true, text: "hedged" });
      await model.close();
    },
  );
});

describe("a provider that is down for a while", () => {
  test("is left alone after five faults, and tried again by one call", async () => {
    const { provider, asker, model, ask } = await scene({ TIME_SCALE: "20" });
    const breaker = async () => (await model.metric("amianai_model_breaker"))[0]?.value;
    provider.always(failing(500));
    expect(await ask()).toEqual({ ok: false, error: "status-500" });
    expect(await breaker()).toBe(0);
    await ask();
    expect(provider.heard).toHaveLength(5);
    expect(await breaker()).toBe(2);
    expect(await ask()).toEqual({ ok: false, error: "circuit-open" });
    expect(provider.heard).toHaveLength(5);
    let release = () => undefined as unknown;
    provider.always((response, body) => (release = () => answering("back")(response, body)));
    const asks: Promise<Said>[] = [];
    const trying = () => {
      asks.push(ask({ withinMs: 30_000 }));
      return provider.heard.length;
    };
    await expect.poll(trying, { timeout: 10_000 }).toBe(6);
    expect(await breaker()).toBe(1);
    // The others do not wait for what comes of the one.
    const others = await Promise.all([ask(), ask(), ask()]);
    expect(others).toEqual(Array(3).fill({ ok: false, error: "circuit-open" }));
    release();
    expect((await Promise.all(asks)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await breaker()).toBe(0);
    expect(provider.heard).toHaveLength(6);
    const rows = await written(model, asker);
    expect(rows.find(({ error }) => error === "circuit-open")).toMatchObject({
      attempt: 0,
      latencyMs: 0,
    });
  });

  test("lets the fallback answer meanwhile, without a call of its own", async () => {
    const { provider, model, ask } = await scene();
    provider.always((response, body) =>
      (body.model === "one" ? failing(500) : answering("two"))(response, body),
    );
    for (let count = 0; count < 5; count++)
      expect(await ask({ models: ["one", "two"] })).toMatchObject({ ok: true, text: "two" });
    const asked = provider.heard.map(({ body }) => body.model);
    expect(asked.filter((name) => name === "one")).toHaveLength(5);
    expect(asked.filter((name) => name === "two")).toHaveLength(5);
    await model.close();
  });
});
