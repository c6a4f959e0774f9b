import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Asker } from "../../worker/model/ask.ts";
import { testStores } from "../factories.ts";
import { attributesOf, spansIn, startCollector } from "../otlp-collector.ts";
import { aiSeat, askFor, failing, modelOn, type Provider, startProvider } from "./model-support.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
let provider: Provider;
let asker: Asker;
beforeAll(async () => {
  stores = await testStores();
  provider = await startProvider();
  asker = await aiSeat(stores);
});
afterEach(() => vi.unstubAllEnvs());

/** With a collector as an operator names it. */
function traced(url: string, variables: Record<string, string> = {}) {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic cGs6c2s=,x-one=1");
  return modelOn(stores, {
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: "sk-the-secret",
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    ...variables,
  });
}

describe("a trace", () => {
  test("has a span for each call by the conventions, and nothing of what was said", async () => {
    const { url, exports } = await startCollector(true);
    const model = await traced(url);
    provider.next(failing(500));
    await model.ask(askFor(asker));
    await model.close();
    const [failed, answered, ...more] = spansIn(exports);
    expect(more).toEqual([]);
    if (!failed || !answered) throw new Error("two spans expected");
    expect(answered).toMatchObject({ name: "chat house", kind: 3 });
    expect(attributesOf(answered)).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "default",
      "gen_ai.system": "default",
      "gen_ai.request.model": "house",
      "gen_ai.response.model": "house-2026-01-01",
      "gen_ai.usage.input_tokens": 30,
      "gen_ai.usage.output_tokens": 12,
      "gen_ai.response.finish_reasons": { values: [{ stringValue: "stop" }] },
      "amianai.match.id": asker.matchId,
      "amianai.seat.id": asker.seatId,
      "amianai.attempt": 2,
    });
    expect(attributesOf(failed)).toMatchObject({ "error.type": "status-500" });
    expect(failed.status).toEqual({ code: 2, message: "status-500" });
    expect(exports[0]).toMatchObject({
      path: "/api/public/otel/v1/traces",
      headers: { authorization: "Basic cGs6c2s=", "x-one": "1" },
    });
    expect(JSON.stringify(exports)).not.toMatch(/baker|hi there|hey|sk-the-secret/);
  });

  test("tells what was said where the operator wants it", async () => {
    const { url, exports } = await startCollector(true);
    const model = await traced(url, { OTEL_CAPTURE_TEXT: "true" });
    await model.ask(askFor(asker));
    await model.close();
    const [span] = spansIn(exports);
    if (!span) throw new Error("a span expected");
    expect(attributesOf(span)["gen_ai.input.messages"]).toContain("hi there");
    expect(attributesOf(span)["gen_ai.output.messages"]).toContain("hey");
  });

  test(
    "whose collector hangs delays no answer, and a shutdown by little",
    { timeout: 20_000 },
    async () => {
      const { url, exports } = await startCollector(false);
      // Left to itself, a batch waits for half a minute.
      vi.stubEnv("OTEL_EXPORTER_OTLP_TIMEOUT", "60000");
      const model = await traced(url);
      await model.ask(askFor(asker));
      await expect.poll(() => exports.length, { timeout: 20_000 }).toBe(1);
      // One batch is stuck now.
      for (let count = 0; count < 50; count++)
        expect(await model.ask(askFor(asker, { withinMs: 2000 }))).toMatchObject({ ok: true });
      await model.close();
      expect(model.lines).toEqual([]);
    },
  );

  test("whose collector is not there is lost without a word", async () => {
    const model = await traced("http://127.0.0.1:9");
    expect(await model.ask(askFor(asker))).toMatchObject({ ok: true });
    await model.close();
    expect(model.lines).toEqual([]);
  });
});
