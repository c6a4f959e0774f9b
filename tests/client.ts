import { type IncomingMessage, request } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { createParser } from "eventsource-parser";
import {
  errorReply,
  lobbyReply,
  matchReply,
  type MatchView,
  sessionReply,
} from "../app/api/schemas.ts";

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body where it is JSON; undefined where it is not. */
  json: unknown;
}

/** The code of a refusal; undefined where the reply is none. */
export function codeOf({ json }: Pick<Reply, "json">): string | undefined {
  return errorReply.safeParse(json).data?.error.code;
}

export interface Asking {
  json?: unknown;
  form?: Record<string, string>;
  /** Anything else to send, with its type in the headers. */
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A player's client of API v1: keeps cookies, follows no redirect, reads event streams. */
export class ApiClient {
  readonly base: string;
  readonly #cookies = new Map<string, string>();
  readonly #streams = new Set<EventStream>();

  constructor(base: string) {
    this.base = base;
  }

  /** Another client with the same cookies: a second tab. */
  tab(): ApiClient {
    const tab = new ApiClient(this.base);
    for (const [name, value] of this.#cookies) tab.setCookie(name, value);
    return tab;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async fetch(method: string, path: string, asking: Asking = {}): Promise<Response> {
    const response = await fetch(this.base + path, {
      method,
      redirect: "manual",
      signal: asking.signal,
      ...contentOf(asking),
      headers: {
        Accept: "application/json",
        ...(this.#cookies.size > 0 ? { Cookie: this.cookieHeader } : {}),
        ...contentOf(asking).headers,
        ...asking.headers,
      },
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  async call(method: string, path: string, asking?: Asking): Promise<Reply> {
    const response = await this.fetch(method, path, asking);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  /** As a browser that leaves its page to submit a plain form: `fetch` cannot say so. */
  async submit(path: string, form: Record<string, string>, more: Record<string, string> = {}) {
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      "Sec-Fetch-Mode": "navigate",
      Accept: "text/html,*/*",
      Cookie: this.cookieHeader,
      ...more,
    };
    const outgoing = request(this.base + path, { method: "POST", headers });
    outgoing.end(new URLSearchParams(form).toString());
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      outgoing.on("response", resolve).on("error", reject),
    );
    for (const cookie of response.headers["set-cookie"] ?? []) this.#keep(cookie);
    const text = await textOf(response);
    return { status: response.statusCode, location: response.headers.location, json: parsed(text) };
  }

  get(path: string, asking?: Asking): Promise<Reply> {
    return this.call("GET", path, asking);
  }

  post(path: string, json: unknown = {}): Promise<Reply> {
    return this.call("POST", path, { json });
  }

  delete(path: string): Promise<Reply> {
    return this.call("DELETE", path);
  }

  /** Begins a session. @returns the player's id. */
  async begin(handle?: string): Promise<string> {
    const reply = await this.post("/api/v1/session", { handle });
    return sessionReply.parse(reply.json).player.id;
  }

  async join(ruleset: string): Promise<{ ticket: string; nextWaveAt: string }> {
    const reply = await this.post("/api/v1/lobby", { ruleset });
    return lobbyReply.parse(reply.json);
  }

  async match(matchId: string): Promise<MatchView> {
    const reply = await this.get(`/api/v1/matches/${matchId}`);
    return matchReply.parse(reply.json);
  }

  /** Opens an event stream; throws where the reply is none. */
  async stream(
    path: string,
    lastEventId?: string,
    more: Record<string, string> = {},
  ): Promise<EventStream> {
    const abort = new AbortController();
    const headers = {
      Accept: "text/event-stream",
      ...more,
      ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
    };
    const response = await this.fetch("GET", path, { headers, signal: abort.signal });
    if (!response.body || response.status !== 200)
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    const stream = new EventStream(response, response.body, abort);
    this.#streams.add(stream);
    return stream;
  }

  close(): void {
    for (const stream of this.#streams) stream.close();
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute)))
      this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

export interface ReceivedFrame {
  id: string | undefined;
  event: string;
  data: unknown;
  /** When it arrived, epoch milliseconds. */
  at: number;
}

/** An open event stream and everything that has come over it. */
export class EventStream {
  readonly response: Response;
  readonly frames: ReceivedFrame[] = [];
  readonly comments: string[] = [];
  ended = false;
  readonly #abort: AbortController;
  readonly #waiting = new Set<() => void>();

  constructor(response: Response, body: ReadableStream<Uint8Array>, abort: AbortController) {
    this.response = response;
    this.#abort = abort;
    void this.#read(body);
  }

  /** The first frame that fits, whether it has come or is still to come. */
  async wait(
    fits: (frame: ReceivedFrame) => boolean,
    { within = 10_000, what = "a frame" } = {},
  ): Promise<ReceivedFrame> {
    const until = Date.now() + within;
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      const left = until - Date.now();
      if (left <= 0 || this.ended) {
        const came = this.frames.map(({ event }) => event).join(", ");
        throw new Error(`${what} did not come; these did: ${came}${this.ended ? "; end" : ""}`);
      }
      await this.#change(left);
    }
  }

  event(name: string, within?: number): Promise<ReceivedFrame> {
    return this.wait(({ event }) => event === name, { within, what: `a ${name} frame` });
  }

  /** Waits until the server has ended the stream. */
  async end(within = 10_000): Promise<void> {
    const until = Date.now() + within;
    while (!this.ended) {
      if (Date.now() >= until) throw new Error("the stream did not end");
      await this.#change(until - Date.now());
    }
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, event = "message", data }) =>
        this.frames.push({ id, event, data: parsed(data), at: Date.now() }),
      onComment: (comment) => this.comments.push(comment),
    });
    const decoder = new TextDecoder();
    try {
      const reader = body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parser.feed(decoder.decode(part.value, { stream: true }));
        this.#tell();
      }
    } catch {
      // Closed by either side: what has come stays.
    }
    this.ended = true;
    this.#tell();
  }

  #tell(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async #change(ms: number): Promise<void> {
    const enough = new AbortController();
    const change = new Promise<void>((wake) => this.#waiting.add(wake));
    await Promise.race([change, delay(ms, undefined, { signal: enough.signal }).catch(() => null)]);
    enough.abort();
  }
}

function contentOf({ json, form, body }: Asking): {
  body?: BodyInit;
  headers?: Record<string, string>;
} {
  if (json !== undefined)
    return { body: JSON.stringify(json), headers: { "Content-Type": "application/json" } };
  if (form !== undefined) return { body: new URLSearchParams(form) };
  return body === undefined ? {} : { body };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
