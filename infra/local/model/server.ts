import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answer } from "./answer.ts";
import {
  type ApiError,
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
    handle(request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        console.error(error);
        send(
          response,
          500,
          errorBody({ status: 500, message: "The script failed.", type: "server_error" }),
        );
      },
    );
  });
}

interface Answer {
  status: number;
  body: unknown;
}

async function handle(request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? "/").split("?")[0];
  const call = `${request.method ?? "GET"} ${path ?? "/"}`;
  if (!/^Bearer \S+/.test(request.headers.authorization ?? ""))
    return refusal({
      status: 401,
      message: "You did not provide an API key.",
      type: "authentication_error",
    });
  if (call === "GET /v1/models") return { status: 200, body: modelList };
  if (call !== "POST /v1/chat/completions")
    return refusal({
      status: 404,
      message: `Invalid URL (${call})`,
      type: "invalid_request_error",
    });
  return complete(await bodyOf(request));
}

function complete(text: string | null): Answer {
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
  if (data.model !== MODEL)
    return refusal({
      status: 404,
      message: `The model '${data.model}' does not exist; this server has '${MODEL}'.`,
      type: "invalid_request_error",
      param: "model",
      code: "model_not_found",
    });
  return { status: 200, body: completion(data, answer(data), Date.now()) };
}

const refusal = (error: ApiError): Answer => ({ status: error.status, body: errorBody(error) });

const badRequest = (message: string, param: string | null = null, status = 400) =>
  refusal({ status, message, type: "invalid_request_error", param });

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

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
