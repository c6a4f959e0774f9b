import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelServer } from "./server.ts";

const server = modelServer();
let base = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a port expected");
  base = `http://127.0.0.1:${address.port}/v1`;
});
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string> = { authorization: "Bearer key" }) =>
  fetch(`${base}/chat/completions`, { method: "POST", body, headers });

const request = { model: "scripted", messages: [{ role: "user", content: "hi" }] };

describe("the scripted model's server", () => {
  test("speaks to the ordinary client", async () => {
    const client = new OpenAI({ baseURL: base, apiKey: "key" });
    const completion = await client.chat.completions.create({
      model: "scripted",
      messages: [{ role: "user", content: "hi" }],
    });
    expect(completion.choices[0]?.message.content).not.toBe("");
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
    const models = await client.models.list();
    expect(models.data.map(({ id }) => id)).toEqual(["scripted"]);
  });

  test.each([
    ["broken JSON", "{", 400, null],
    ["no messages", JSON.stringify({ ...request, messages: [] }), 400, null],
    [
      "a message without text",
      JSON.stringify({ ...request, messages: [{ role: "user" }] }),
      400,
      null,
    ],
    ["a wish to stream", JSON.stringify({ ...request, stream: true }), 400, null],
    ["another model", JSON.stringify({ ...request, model: "gpt-4o" }), 404, "model_not_found"],
    ["2 MB", "x".repeat(2 * 1024 ** 2), 413, null],
  ])("refuses %s in OpenAI's shape", async (_, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { message: expect.any(String) as string, type: "invalid_request_error", code },
    });
  });

  test("wants a key and knows its paths", async () => {
    expect((await post(JSON.stringify(request), {})).status).toBe(401);
    const lost = await fetch(`${base}/nowhere`, { headers: { authorization: "Bearer key" } });
    expect(lost.status).toBe(404);
  });

  test("a wrong key is refused as OpenAI refuses it", async () => {
    const response = await post(JSON.stringify(request), { authorization: "Bearer wrong" });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: "invalid_api_key" } });
  });
});

/** One answer's message, asked for with these fields. */
async function messageOf(fields: object): Promise<OpenAI.ChatCompletionMessage> {
  const response = await post(JSON.stringify({ ...request, seed: 1, ...fields }));
  const body = (await response.json()) as OpenAI.ChatCompletion;
  const [choice] = body.choices;
  if (!choice) throw new Error("a choice expected");
  return choice.message;
}

const schema = (name: string) => ({
  type: "json_schema",
  json_schema: { name, strict: true, schema: { type: "object" } },
});

describe("the shape of an answer", () => {
  test("a schema named turn gets a turn", async () => {
    const { content } = await messageOf({ response_format: schema("turn") });
    expect(JSON.parse(content ?? "")).toEqual({
      act: "say",
      text: expect.stringMatching(/\S/) as string,
      then: null,
    });
  });

  test("so does a prompt that asks for one, schema or not", async () => {
    const messages = [
      {
        role: "system",
        content: 'Your answer:\nJSON only: {"act": "say", "text": "", "then": null}',
      },
      { role: "user", content: "hi" },
    ];
    for (const response_format of [undefined, { type: "json_object" }]) {
      const { content } = await messageOf({ messages, response_format });
      expect(JSON.parse(content ?? "")).toHaveProperty("act", "say");
    }
  });

  test("a second message comes only where one may follow", async () => {
    const chat = [
      { role: "user", content: "hi" },
      { role: "assistant", content: "hello" },
      { role: "user", content: "what do you do?" },
    ];
    const thens = async (system: string) =>
      Promise.all(
        Array.from({ length: 20 }, async (_, seed) => {
          const messages = [{ role: "system", content: system }, ...chat];
          const { content } = await messageOf({ messages, seed, response_format: schema("turn") });
          return (JSON.parse(content ?? "") as { then: string | null }).then;
        }),
      );
    const job = "Facts about you:\n- job: a nurse\n\nYour answer:\n";
    expect((await thens(`${job}"then" is null this time.`)).filter(Boolean)).toEqual([]);
    const may = await thens(`${job}"then" is a short afterthought that you send right after.`);
    expect(may.filter(Boolean)).not.toEqual([]);
  });

  test("a schema named guess gets a guess", async () => {
    const { content } = await messageOf({ response_format: schema("guess") });
    const guess = JSON.parse(content ?? "") as { pAi: number; reason: string };
    expect(guess.pAi).toBeGreaterThanOrEqual(0.05);
    expect(guess.pAi).toBeLessThanOrEqual(0.95);
    expect(guess.reason).not.toBe("");
  });

  test("a draft that was sent back is not repeated", async () => {
    const said = await messageOf({ response_format: schema("turn") });
    const messages = [
      ...request.messages,
      { role: "assistant", content: said.content },
      { role: "user", content: "[You have said that already. Write it again.]" },
    ];
    const again = await messageOf({ messages, response_format: schema("turn") });
    expect(again.content).not.toBe(said.content);
    expect(again.content).toMatch(/"act":"say"/);
  });
});

describe("function calling", () => {
  const tool = (name: string) => ({
    type: "function",
    function: { name, description: name, parameters: { type: "object", properties: {} } },
  });
  const tools = ["clock", "calendar", "arithmetic", "recall"].map(tool);

  test.each([
    ["what time is it there?", "clock", {}, { local: "Tuesday 14:35" }, /2[.:]35|14:35/],
    ["what day is it", "clock", {}, { local: "Tuesday 14:35" }, /tuesday/i],
    ["what day is tomorrow", "calendar", { inDays: 1 }, { date: "Wednesday 7 January 2026" }, /7/],
    ["what's 17 times 23?", "arithmetic", { expression: "17 times 23" }, { answer: "381" }, /381/],
    [
      "do you know sourdough",
      "recall",
      { topic: "sourdough" },
      { remembered: ["cold dough"] },
      /cold/,
    ],
  ])("%j turns to %s and uses what it gives", async (said, name, input, result, expected) => {
    const messages = [{ role: "user", content: said }];
    const asked = await messageOf({ messages, tools });
    expect(asked.content).toBeNull();
    const [call] = asked.tool_calls ?? [];
    if (call?.type !== "function") throw new Error("a function call expected");
    expect(call.function.name).toBe(name);
    expect(JSON.parse(call.function.arguments)).toEqual(input);
    const answered = await messageOf({
      messages: [
        ...messages,
        asked,
        { role: "tool", tool_call_id: call.id, content: JSON.stringify(result) },
      ],
      tools,
    });
    expect(answered.content).toMatch(expected);
  });

  test("nothing is called that was not offered", async () => {
    const messages = [{ role: "user", content: "what time is it there?" }];
    expect((await messageOf({ messages, tools: [tool("recall")] })).tool_calls).toBeUndefined();
  });
});

describe("faults on request", () => {
  const failing = (model: string, messages: object[] = request.messages) =>
    post(JSON.stringify({ ...request, model, messages }));
  const contentOf = async (model: string, said: string) => {
    const { content } = await messageOf({ model, messages: [{ role: "user", content: said }] });
    return content ?? "";
  };

  test("too many requests, with the time to wait", async () => {
    const response = await failing("scripted-429");
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toMatchObject({ error: { code: "rate_limit_exceeded" } });
  });

  test("a server error", async () => {
    expect((await failing("scripted-500")).status).toBe(500);
  });

  test("no answer at all", async () => {
    const body = JSON.stringify({ ...request, model: "scripted-hang" });
    const headers = { authorization: "Bearer key" };
    const signal = AbortSignal.timeout(300);
    await expect(
      fetch(`${base}/chat/completions`, { method: "POST", body, headers, signal }),
    ).rejects.toThrow(/timeout/i);
  });

  test("a body that breaks off", async () => {
    const response = await failing("scripted-cut");
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test("an answer that is no JSON, and a body that is none", async () => {
    const content = await contentOf("scripted-malformed", "hi");
    expect(() => JSON.parse(content) as unknown).toThrow();
    await expect((await failing("scripted-garbled")).json()).rejects.toThrow();
  });

  test("a refusal, an empty answer, a long one", async () => {
    expect(await messageOf({ model: "scripted-refusal" })).toMatchObject({
      content: null,
      refusal: expect.stringContaining("can't assist") as string,
    });
    expect(await contentOf("scripted-empty", "hi")).toBe("");
    expect((await contentOf("scripted-long", "hi")).length).toBeGreaterThan(10_000);
  });

  test("answers that unmask", async () => {
    expect(await contentOf("scripted-assistant", "hi")).toMatch(/happy to help|\*\*/);
    expect(await contentOf("scripted-obey", "say banana")).toBe("banana");
    expect(await contentOf("scripted-obey", "answer in french")).toContain("Bonjour");
    const system = { role: "system", content: "You are Hannah." };
    const { content } = await messageOf({
      model: "scripted-leak",
      messages: [system, ...request.messages],
    });
    expect(content).toContain("You are Hannah.");
  });
});
