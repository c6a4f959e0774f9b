import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { composeReply } from "../../worker/processors/compose-reply.ts";
import type { Workplace } from "../../worker/workplace.ts";
import { testStores } from "../factories.ts";
import {
  answering,
  breakingOff,
  completing,
  failing,
  hanging,
  type Manner,
  modelOn,
  type Provider,
  raw,
  rowsOf,
  startProvider,
} from "./model-support.ts";
import { type DuelWithAi, duelWithAi, repliesIn, workplaceFor } from "./worker-support.ts";

/** Durations of which a model's patience is one are as short as they get. */
const TIME_SCALE = 20;

let stores: Awaited<ReturnType<typeof testStores>>;
let provider: Provider;
beforeAll(async () => {
  stores = await testStores(TIME_SCALE);
  provider = await startProvider();
});
afterAll(() => stores.close());

const turn = (text: string) => answering(JSON.stringify({ act: "say", text, then: null }));

/** Composes the answer to a message, and what became of it. */
async function answerTo(says: string, variables: Record<string, string> = {}) {
  const duel = await duelWithAi(stores, { chatSeconds: 3600 });
  const model = await modelOn(stores, {
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: "sk-the-secret",
    ...variables,
  });
  const workplace: Workplace = { ...workplaceFor(stores, provider.url), model };
  const heard = provider.heard.length;
  const replies = await compose(workplace, duel, says);
  await model.close();
  const rows = await rowsOf(stores, { matchId: duel.match.id });
  return { reply: replies.at(-1), heard: provider.heard.slice(heard), rows };
}

async function compose(workplace: Workplace, duel: DuelWithAi, says: string) {
  const { match, conversationId, ai: seat } = duel;
  const after = await duel.say(says);
  await composeReply(workplace, { matchId: match.id, conversationId, seat, round: 1, after });
  return repliesIn(stores, duel);
}

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string().nullable() })),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).default([]),
  response_format: z.object({ json_schema: z.object({ name: z.string() }) }),
  max_completion_tokens: z.number(),
});

describe("what a provider is asked", () => {
  test("carries the model, all parts of the prompt, the chat, the tools and the limits", async () => {
    provider.always(turn("not much, you?"));
    const { heard, reply, rows } = await answerTo("what are you up to?");
    expect(heard).toHaveLength(1);
    const { messages, ...request } = requestSchema.parse(heard[0]?.body);
    const system = messages[0]?.content ?? "";
    for (const part of [
      "Facts about you:",
      "The setting:",
      "This chat:",
      "- limit: at most 200 characters a message",
      "Memory of this chat:",
      "What you can turn to:",
      "What you never do:",
      "Your answer:",
    ])
      expect(system).toContain(part);
    expect(messages.slice(1)).toEqual([{ role: "user", content: "what are you up to?" }]);
    expect(request).toMatchObject({
      model: "house",
      response_format: { json_schema: { name: "turn" } },
      max_completion_tokens: 1000,
    });
    expect(request.tools.length).toBeGreaterThan(0);
    expect(reply).toMatchObject({ model: "house-2026-01-01", failure: null, fallbackUsed: false });
    expect(rows).toMatchObject([
      { replyId: reply?.id, error: null, promptTokens: 30, completionTokens: 12, attempt: 1 },
    ]);
  });

  test("a tool's result goes back, and the answer comes of it", async () => {
    const call = { id: "t1", type: "function", function: { name: "clock", arguments: "{}" } };
    provider.next(completing({ content: null, tool_calls: [call] }, "tool_calls"), turn("late"));
    const { heard, reply } = await answerTo("what time is it there?");
    const asked = heard.map(({ body }) => requestSchema.parse(body).messages);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.at(-2)).toMatchObject({ role: "assistant", tool_calls: [call] });
    expect(asked[1]?.at(-1)).toMatchObject({ role: "tool", tool_call_id: "t1" });
    expect(asked[1]?.at(-1)?.content).toMatch(/"local":"\w+day \d\d:\d\d"/);
    expect(reply?.failure).toBeNull();
  });
});

describe("the seat plays on with a line of its own", () => {
  const faults: [what: string, manner: Manner, failure: string][] = [
    ["a wrong key", failing(401), "key-refused"],
    ["an unknown model", failing(404), "model-unknown"],
    ["an empty reply", answering(""), "empty"],
    ["a reply of 10 kB", answering("x".repeat(10_300)), "too-long"],
    ["a broken provider", failing(500), "status-500"],
    ["one that hangs", hanging, "timeout"],
    ["one that breaks off", breakingOff, "connection"],
    ["malformed JSON", raw('{"choices": [{'), "malformed"],
    ["a refusal", completing({ content: null, refusal: "I can't" }), "refused"],
    ["an answer without the shape", answering("hello there"), "no-turn"],
  ];
  test.each(faults)("on %s", async (_, manner, failure) => {
    provider.always(manner);
    const { reply, rows } = await answerTo("hi, where are you from?");
    expect(reply).toMatchObject({ state: "scheduled", model: null, fallbackUsed: true, failure });
    expect(reply?.body).not.toBe("");
    expect(rows.length).toBeGreaterThan(0);
    if (failure !== "no-turn") expect(rows.map(({ error }) => error)).toContain(failure);
  });

  test("when nobody answers at the address", async () => {
    const { reply } = await answerTo("hello?", { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
    expect(reply).toMatchObject({ state: "scheduled", failure: "connection" });
  });

  test("when the budget is spent", async () => {
    const { reply, heard, rows } = await answerTo("hello?", { MODEL_DAY_TOKENS: "1" });
    expect(heard).toEqual([]);
    expect(reply).toMatchObject({ state: "scheduled", failure: "budget-day" });
    expect(rows).toMatchObject([{ error: "budget-day", latencyMs: 0 }]);
  });
});
