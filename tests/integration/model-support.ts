import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { pino } from "pino";
import { z } from "zod";
import { generations } from "../../db/schema/generations.ts";
import { seats } from "../../db/schema/matches.ts";
import { openTracing } from "../../db/open-tracing.ts";
import type { Stores } from "../../db/stores.ts";
import { parseEnv } from "../../worker/env.ts";
import type { Ask, Asker } from "../../worker/model/ask.ts";
import { openModel } from "../../worker/model/open.ts";
import { openTelemetry } from "../../worker/telemetry.ts";
import { createPlayers, createRuleset, seat } from "../factories.ts";
import { serve } from "../http-server.ts";

type Json = Record<string, unknown>;
const jsonSchema = z.record(z.string(), z.unknown());

/** One way to answer, well or badly. */
export type Manner = (response: ServerResponse, body: Json) => void;

interface Heard {
  at: number;
  body: Json;
  headers: IncomingMessage["headers"];
  path: string;
  /** Whether the caller hung up before the answer. */
  hungUp: boolean;
}

export interface Provider {
  url: string;
  heard: Heard[];
  /** The next calls are answered so, one after the other. */
  next(...manners: Manner[]): void;
  /** All calls that nothing else was said for. */
  always(manner: Manner): void;
}

/** A provider over real HTTP that misbehaves on request. */
export async function startProvider(): Promise<Provider> {
  const heard: Heard[] = [];
  const coming: Manner[] = [];
  let manner: Manner = answering("hey");
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { headers, url: path = "" } = request;
      const body = jsonSchema.parse(JSON.parse(text));
      const one: Heard = { at: performance.now(), body, headers, path, hungUp: false };
      heard.push(one);
      response.on("close", () => (one.hungUp = !response.writableFinished));
      (coming.shift() ?? manner)(response, body);
    });
  });
  const url = await serve(server);
  return {
    url: `${url}/v1`,
    heard,
    next: (...manners) => void coming.push(...manners),
    always: (other) => void (manner = other),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

type Headers = Record<string, string>;

function send(response: ServerResponse, status: number, body: unknown, headers?: Headers): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** A completion with a message and a reason, which counted 30 and 12 tokens. */
export const completing =
  (message: Json, finish_reason = "stop"): Manner =>
  (response) =>
    send(response, 200, {
      id: "c1",
      object: "chat.completion",
      model: "house-2026-01-01",
      choices: [{ index: 0, finish_reason, message: { role: "assistant", ...message } }],
      usage: { prompt_tokens: 30, completion_tokens: 12, total_tokens: 42 },
    });

export const answering = (content: string | null) => completing({ content });

export const failing =
  (status: number, headers: Headers = {}, param: string | null = null): Manner =>
  (response) =>
    send(response, status, { error: { message: "no, secret prompt", type: "x", param } }, headers);

export const raw =
  (text: string): Manner =>
  (response) =>
    send(response, 200, text);

/** Begins to answer and breaks off. */
export const breakingOff: Manner = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write('{"choices": [', () => response.destroy());
};

export const hanging: Manner = () => undefined;

/** A match with an AI in it, for whom a model can be asked. */
export async function aiSeat(stores: Stores): Promise<Asker> {
  const ruleset = await createRuleset(stores, "quick-duel", { aiShare: 1 });
  const [player] = await createPlayers(stores, 1);
  if (!player) throw new Error("a player expected");
  const [match] = await seat(stores, ruleset.slug, [player.id]);
  if (!match) throw new Error("the wave opened no match");
  const [ai] = await stores.database.orm
    .select()
    .from(seats)
    .where(and(eq(seats.matchId, match.id), isNotNull(seats.personaVersionId)));
  if (!ai?.personaVersionId) throw new Error("an AI expected");
  const { id: seatId, personaVersionId } = ai;
  return { matchId: match.id, seatId, replyId: null, personaVersionId, purpose: "reply" };
}

const turnSchema = z.object({ say: z.string().max(80), mood: z.enum(["calm", "cross"]) });

export function askFor(asker: Asker, changes: Partial<Ask> = {}): Ask {
  return {
    asker,
    models: [],
    messages: [
      { role: "system", content: "You are Mo, a baker." },
      { role: "user", content: "hi there" },
    ],
    tools: [],
    output: { name: "turn", schema: turnSchema },
    temperature: 0.9,
    seed: 7,
    withinMs: 5000,
    ...changes,
  };
}

/** A model as a worker opens it, on stores and a provider; closed by the test. */
export async function modelOn(
  stores: Stores & { databaseUrl: string },
  variables: Record<string, string>,
) {
  const lines: string[] = [];
  const env = parseEnv({
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: "redis://127.0.0.1:1",
    OPENAI_MODEL: "house",
    HEDGE_AFTER_MS: "0",
    ...variables,
  });
  const telemetry = openTelemetry(stores);
  const tracing = await openTracing({
    service: "amianai-worker",
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    share: 1,
  });
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const model = openModel(env, { database: stores.database, tracing, telemetry, log });
  const metric = async (name: string) =>
    (await telemetry.registry.getMetricsAsJSON()).find((each) => each.name === name)?.values ?? [];
  const close = async () => {
    await model.close();
    await tracing.close();
  };
  return { ...model, close, metric, lines };
}

/** Rows of a match, in the order in which they were asked for. */
export function rowsOf({ database }: Stores, { matchId }: Pick<Asker, "matchId">) {
  return database.orm
    .select()
    .from(generations)
    .where(eq(generations.matchId, matchId))
    .orderBy(asc(generations.requestedAt), asc(generations.attempt));
}
