import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { createRandom } from "../game/random.ts";
import type { Persona } from "../game/persona.ts";
import { RULESETS } from "../game/ruleset.ts";
import type { StoredMessage } from "../game/view.ts";
import { modelServer } from "../infra/local/model/server.ts";
import { converse, type Intent } from "../worker/agent/converse.ts";
import type { LanguageModel } from "../worker/model/ask.ts";
import { serve } from "./http-server.ts";

/** The scripted model's server, spoken to as any provider is. */
export async function startModel(): Promise<LanguageModel> {
  const baseURL = `${await serve(modelServer())}/v1`;
  const client = new OpenAI({ baseURL, apiKey: "scripted", maxRetries: 0 });
  return { ask: (ask) => say(client, ask) };
}

const say = async (
  client: OpenAI,
  { messages, tools, output, seed }: Parameters<LanguageModel["ask"]>[0],
): ReturnType<LanguageModel["ask"]> => {
  const completion = await client.chat.completions.create({
    model: "scripted",
    messages,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- other providers honour it
    seed,
    tools: tools.length > 0 ? [...tools] : undefined,
    response_format: zodResponseFormat(output.schema, output.name),
  });
  const message = completion.choices.at(0)?.message;
  const toolCalls = (message?.tool_calls ?? []).flatMap((call) =>
    call.type === "function" ? [{ id: call.id, ...call.function }] : [],
  );
  return { ok: true, text: message?.content ?? "", toolCalls, model: completion.model };
};

/** What was said on each occasion, and how the persona came to say it. */
export interface Exchange {
  heard: string;
  intent: Intent;
}

const [duel] = RULESETS;
/** A Tuesday afternoon in London. */
const NOW = Date.UTC(2026, 0, 6, 14, 35);

/** A partner says one line after another to a persona drawn by a seed; "" is a silence. */
export async function chatWith(
  model: LanguageModel,
  { body }: Persona,
  lines: readonly string[],
  seed: string,
  limit = 200,
): Promise<Exchange[]> {
  if (!duel) throw new Error("a ruleset expected");
  const random = createRandom(seed, "particulars");
  const particulars = Object.fromEntries(
    Object.entries(body.particulars).map(([key, choices]) => [key, random.pick(choices)]),
  );
  const messages: StoredMessage[] = [];
  const exchanges: Exchange[] = [];
  for (const [turn, heard] of lines.entries()) {
    if (heard !== "") messages.push(message("A", heard, messages.length + 1));
    const intent = await converse({
      model,
      asker: { matchId: "m", seatId: "s", replyId: null, personaVersionId: "v", purpose: "reply" },
      scene: {
        character: { body, particulars },
        ruleset: duel,
        role: "both",
        seat: "B",
        messages,
        limit,
        mayAdd: turn % 4 === 3,
        now: NOW + turn * 10_000,
      },
      models: [],
      seed: createRandom(seed, "reply", turn).int(2 ** 31),
      sums: () => createRandom(seed, "sums", turn),
      withinMs: 10_000,
    });
    const { text, then } = intent.turn;
    for (const said of [text, then])
      if (said) messages.push(message("B", said, messages.length + 1));
    exchanges.push({ heard, intent });
  }
  return exchanges;
}

function message(seat: string, body: string, seq: number): StoredMessage {
  const id = String(seq);
  return { id, seq, round: 1, conversationId: "c", seat, body, at: seq, clientId: id };
}

/** A chat as one reads it. */
export function transcript(exchanges: readonly Exchange[]): string {
  return exchanges
    .flatMap(({ heard, intent: { turn, failure } }) => [
      ...(heard === "" ? [] : [`A: ${heard}`]),
      failure === null ? `B: ${turn.text}` : `B (${failure})`,
      ...(turn.then ? [`B: ${turn.then}`] : []),
    ])
    .join("\n");
}
