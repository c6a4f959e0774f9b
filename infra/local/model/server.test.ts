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
});
