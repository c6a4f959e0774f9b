import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { answer } from "./answer.ts";
import { FAULTS, SLOW_MODEL } from "./faults.ts";
import { moderation, moderationSchema } from "./moderation.ts";
import {
  type ApiError,
  type ChatRequest,
  completion,
  errorBody,
  MODEL,
  modelList,
  requestSchema,
} from "./protocol.ts";

const MOST_BYTES = 1024 ** 2;

/** OpenAI's chat completions over HTTP, answered from a script. It keeps nothing between requests. */
export function modelServer(): Server {
  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      refuse(response, { status: 500, message: "The script failed.", type: "server_error" });
    });
  });
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").split("?")[0];
  const call = `${request.method ?? "GET"} ${path ?? "/"}`;
  const [, key] = /^Bearer (\S+)/.exec(request.headers.authorization ?? "") ?? [];
  if (key === undefined || key === WRONG_KEY) refuse(response, keyRefusal(key));
  else if (call === "GET /v1/models") send(response, 200, modelList);
  else if (call === "POST /v1/chat/completions") await complete(await bodyOf(request), response);
  else if (call === "POST /v1/moderations") moderate(await bodyOf(request), response);
  else
    refuse(response, {
      status: 404,
      message: `Invalid URL (${call})`,
      type: "invalid_request_error",
    });
}

/** Any key will do but this one, so that a wrong key can be tried. */
const WRONG_KEY = "wrong";

const keyRefusal = (key: string | undefined): ApiError => ({
  status: 401,
  message: key ? `Incorrect API key provided: ${key}.` : "You did not provide an API key.",
  type: key ? "invalid_request_error" : "authentication_error",
  code: key ? "invalid_api_key" : null,
});

async function complete(text: string | null, response: ServerResponse): Promise<void> {
  const { request, refusal } = read(text);
  if (!request) {
    refuse(response, refusal);
    return;
  }
  const fault = Object.entries(FAULTS).find(([name]) => name === request.model);
  if (fault) {
    fault[1]({ request, response });
    return;
  }
  if (request.model === SLOW_MODEL.name) await pause(SLOW_MODEL.ms);
  send(response, 200, completion(request, answer(request), Date.now()));
}

/** Every model but one that always fails knows the same script. */
const DOWN = "scripted-500";

function moderate(text: string | null, response: ServerResponse): void {
  const parsed = moderationSchema.safeParse(parsedJson(text ?? ""));
  if (!parsed.success) refuse(response, badRequest("Invalid input.", "input").refusal);
  else if (parsed.data.model === DOWN)
    refuse(response, { status: 500, message: "The server had an error.", type: "server_error" });
  else send(response, 200, moderation(parsed.data));
}

type Read = { request: ChatRequest; refusal?: never } | { request?: never; refusal: ApiError };

function read(text: string | null): Read {
  if (text === null) return badRequest("The body is larger than 1 MB.", null, 413);
  const json = parsedJson(text);
  if (json === undefined) return badRequest("We could not parse the JSON body of your request.");
  const parsed = requestSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return badRequest(issue?.message ?? "Invalid request.", issue?.path.join(".") ?? null);
  }
  const { data } = parsed;
  if (data.stream) return badRequest("This server does not stream.", "stream");
  return MODELS.has(data.model) ? { request: data } : { refusal: unknownModel(data.model) };
}

const MODELS = new Set([MODEL, SLOW_MODEL.name, ...Object.keys(FAULTS)]);

const unknownModel = (model: string): ApiError => ({
  status: 404,
  message: `The model '${model}' does not exist; this server has '${MODEL}'.`,
  type: "invalid_request_error",
  param: "model",
  code: "model_not_found",
});

const badRequest = (message: string, param: string | null = null, status = 400) => ({
  refusal: { status, message, type: "invalid_request_error" as const, param },
});

/** Null when it is too large; the rest is read away so that the answer arrives. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(chunks).toString("utf8");
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, error: ApiError): void {
  send(response, error.status, errorBody(error));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
