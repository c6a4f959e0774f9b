import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { languageModel, openAiClient } from "./language-model.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A model over real HTTP that answers in its own way. */
async function modelAt(listener: RequestListener, timeoutMs = 2000) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a port expected");
  const client = openAiClient({ OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` });
  const outcomes: string[] = [];
  const model = languageModel({
    client,
    defaultModel: "house",
    timeoutMs,
    onCall: (outcome) => outcomes.push(outcome),
  });
  return { model, outcomes };
}

const answering =
  (content: unknown): RequestListener =>
  (_, response) => {
    const message = { role: "assistant", content };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ model: "house-1", choices: [{ index: 0, message }] }));
  };

const ask = {
  messages: [{ role: "user" as const, content: "hi" }],
  model: null,
  temperature: 0.9,
  seed: 7,
};

describe("a language model", () => {
  test("is asked for the installation's model unless the persona names one", async () => {
    const asked: unknown[] = [];
    const { model } = await modelAt((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        asked.push(JSON.parse(text));
        answering("hey")(request, response);
      });
    });
    expect(await model.say(ask)).toEqual({ ok: true, text: "hey", model: "house-1" });
    await model.say({ ...ask, model: "other", json: true });
    expect(asked).toMatchObject([
      { model: "house", seed: 7, temperature: 0.9, messages: ask.messages },
      { model: "other", response_format: { type: "json_object" } },
    ]);
  });

  test.each([
    ["an empty answer", answering("  "), "empty"],
    ["no answer", answering(null), "empty"],
    ["a wrong key", status(401), "status-401"],
    ["an unknown model", status(404), "status-404"],
    ["too many requests", status(429), "status-429"],
    ["a broken provider", status(500), "status-500"],
  ] as const)("%s is a value, not an exception", async (_, listener, error) => {
    const { model, outcomes } = await modelAt(listener);
    expect(await model.say(ask)).toEqual({ ok: false, error });
    expect(outcomes).toEqual([error]);
  });

  test("malformed JSON is a value too", async () => {
    const { model } = await modelAt((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end("{ oh no");
    });
    expect(await model.say(ask)).toMatchObject({ ok: false });
  });

  test("a provider that hangs is given up in time", async () => {
    const { model } = await modelAt((request) => void request.resume(), 300);
    const startedAt = performance.now();
    expect(await model.say(ask)).toEqual({ ok: false, error: "timeout" });
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  test("a provider that is not there is a value", async () => {
    const client = openAiClient({ OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
    const model = languageModel({ client, defaultModel: "house", timeoutMs: 2000 });
    expect(await model.say(ask)).toEqual({ ok: false, error: "connection" });
  });
});

function status(code: number): RequestListener {
  return (_, response) => {
    response.writeHead(code, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "no", type: "x", code: null } }));
  };
}
