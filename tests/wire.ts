/**
 * A client of node:http that shows what came over the wire as it came, header by header; `ApiClient`
 * is the comfortable one.
 */
import { Agent, type IncomingMessage, request } from "node:http";
import { type EventStream, readEvents, type StreamFrame } from "./event-stream.ts";

const PATIENCE_MS = 15_000;

export interface WireReply {
  status: number;
  /** Names and values as they came over the wire, in their order. */
  headers: [name: string, value: string][];
  text: string;
  /** The body where it is JSON, else null. */
  json: unknown;
}

/** Hears everything that a client is told, for contracts and recordings. */
export interface Watch {
  reply?: (call: Call, reply: WireReply) => void;
  frame?: (path: string, frame: StreamFrame) => void;
}

export interface Call {
  method: string;
  path: string;
}

interface Asking {
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

interface Listening {
  lastEventId?: string | number | null;
  onFrame?: (frame: StreamFrame) => void;
}

export class WireClient {
  readonly base: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #cookies = new Map<string, string>();
  readonly #watch: Watch;

  constructor(base: string, watch: Watch = {}) {
    this.base = base;
    this.#watch = watch;
  }

  get = (path: string, asking?: Asking) => this.ask("GET", path, asking);
  post = (path: string, body: unknown = {}) => this.ask("POST", path, { body });
  delete = (path: string) => this.ask("DELETE", path);

  /** A further client with the same session. */
  twin(watch: Watch = this.#watch): WireClient {
    const twin = new WireClient(this.base, watch);
    for (const [name, value] of this.#cookies) twin.#cookies.set(name, value);
    return twin;
  }

  /** @throws when the line breaks before the reply is whole. */
  async ask(method: string, path: string, asking: Asking = {}): Promise<WireReply> {
    const response = await this.#send(method, path, asking);
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return this.#told({ method, path }, response, Buffer.concat(chunks).toString("utf8"));
  }

  /** Opens an event stream; null with the reply where there is none. */
  async events(
    path: string,
    { lastEventId = null, onFrame }: Listening = {},
  ): Promise<{ reply: WireReply; stream: EventStream | null }> {
    const headers = {
      Accept: "text/event-stream",
      ...(lastEventId === null ? {} : { "Last-Event-ID": String(lastEventId) }),
    };
    const response = await this.#send("GET", path, { headers });
    const call = { method: "GET", path };
    if (!response.headers["content-type"]?.startsWith("text/event-stream")) {
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
      const reply = this.#told(call, response, Buffer.concat(chunks).toString("utf8"));
      return { reply, stream: null };
    }
    const stream = readEvents(response, (frame) => {
      this.#watch.frame?.(path, frame);
      onFrame?.(frame);
    });
    return { reply: this.#told(call, response, ""), stream };
  }

  /** Opens an event stream from which nothing is read. */
  async unread(path: string): Promise<IncomingMessage> {
    const response = await this.#send("GET", path, { headers: { Accept: "text/event-stream" } });
    return response.pause();
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, { body, headers }: Asking): Promise<IncomingMessage> {
    const payload = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.base), {
        method,
        agent: this.#agent,
        headers: {
          Accept: "application/json",
          ...(this.#cookies.size > 0 ? { Cookie: this.#cookieHeader() } : {}),
          ...(payload === undefined
            ? {}
            : {
                "Content-Type": "application/json",
                "Content-Length": String(Buffer.byteLength(payload)),
              }),
          ...headers,
        },
      });
      const late = setTimeout(
        () => asked.destroy(new Error(`no reply to ${method} ${path}`)),
        PATIENCE_MS,
      );
      asked.on("response", (response) => {
        clearTimeout(late);
        resolve(response);
      });
      asked.on("error", (error) => {
        clearTimeout(late);
        reject(error);
      });
      asked.end(payload);
    });
  }

  #told(call: Call, response: IncomingMessage, text: string): WireReply {
    const { rawHeaders, statusCode } = response;
    const headers = rawHeaders.flatMap((name, index): [string, string][] =>
      index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : [],
    );
    for (const cookie of response.headers["set-cookie"] ?? []) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=", 2);
      this.#cookies.set(name, value);
    }
    const reply = { status: statusCode ?? 0, headers, text, json: jsonIn(response, text) };
    this.#watch.reply?.(call, reply);
    return reply;
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

export function headerOf(reply: WireReply, name: string): string | undefined {
  return reply.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** The code of a refusal; null for any other reply. */
export function codeOf({ json }: WireReply): string | null {
  if (typeof json !== "object" || json === null || !("error" in json)) return null;
  const { error } = json;
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return String(error.code);
}

function jsonIn(response: IncomingMessage, text: string): unknown {
  const type = response.headers["content-type"] ?? "";
  return type.startsWith("application/json") && text !== "" ? JSON.parse(text) : null;
}
