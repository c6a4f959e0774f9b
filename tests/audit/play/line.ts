import { Agent, type IncomingMessage, request } from "node:http";
import type { Answer, Chunk, Frame } from "../record.ts";

/** Headers whose values differ from reply to reply, whoever asks. */
const VARYING = /^(date|content-length|x-request-id|set-cookie|etag)$/i;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A frame with what it says. */
export interface ToldFrame extends Frame {
  data: unknown;
}

/** Real epoch milliseconds with fractions. */
export const clock = () => performance.timeOrigin + performance.now();

export interface Told {
  status: number;
  json: unknown;
}

/** One player's connection, which books all that comes over it until the book is closed. */
export class Line {
  readonly answers: Answer[] = [];
  readonly frames: Frame[] = [];
  readonly chunks: Chunk[] = [];
  /** Nothing is booked any more: what comes after the reveal is no secret. */
  closed = false;
  readonly #base: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
  #cookie = "";
  #streams = 0;

  constructor(base: string) {
    this.#base = base;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Told> {
    const asked = clock();
    const response = await this.#send(method, path, body);
    const parts: Buffer[] = [];
    for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
    const text = Buffer.concat(parts).toString("utf8");
    const json = parsed(text);
    this.#book(method, path, response, { asked, bytes: Buffer.byteLength(text), json });
    return { status: response.statusCode ?? 0, json };
  }

  /** Opens an event stream; the promise is kept once its headers are there. */
  async listen(path: string, onFrame: (frame: ToldFrame) => void) {
    const asked = clock();
    const response = await this.#send("GET", path, undefined, "text/event-stream");
    this.#book("GET", path, response, { asked, bytes: 0, json: null });
    if (response.statusCode !== 200) {
      response.resume();
      throw new Error(`${path} answered ${response.statusCode ?? 0}`);
    }
    const stream = this.#streams;
    this.#streams += 1;
    const ended = new Promise<void>((resolve) => response.on("close", resolve));
    this.#read(response, stream, onFrame);
    return { ended, close: () => response.destroy() };
  }

  hangUp(): void {
    this.#agent.destroy();
  }

  #read(response: IncomingMessage, stream: number, onFrame: (frame: ToldFrame) => void): void {
    let rest = "";
    let chunk = -1;
    response.on("error", () => undefined);
    response.on("data", (bytes: Buffer) => {
      const at = clock();
      chunk += 1;
      if (!this.closed) this.chunks.push({ at, bytes: bytes.length });
      const blocks = (rest + bytes.toString("utf8")).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const frame = frameIn(block, { at, chunk, stream });
        if (!frame) continue;
        const { data, ...seen } = frame;
        if (!this.closed) this.frames.push(seen);
        onFrame({ ...seen, data });
      }
    });
  }

  #book(
    method: string,
    path: string,
    response: IncomingMessage,
    { asked, bytes, json }: { asked: number; bytes: number; json: unknown },
  ): void {
    const [cookie] = response.headers["set-cookie"] ?? [];
    if (cookie) this.#cookie = cookie.split(";")[0] ?? "";
    if (this.closed) return;
    const at = clock();
    const { rawHeaders: raw, statusCode: status = 0 } = response;
    const headers = raw.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${VARYING.test(name) ? "…" : (raw[index + 1] ?? "")}`] : [],
    );
    const route = path.replace(UUID, ":id");
    const code = codeIn(json);
    this.answers.push({ method, route, at, ms: at - asked, status, headers, bytes, code });
  }

  #send(
    method: string,
    path: string,
    body: unknown,
    accept = "application/json",
  ): Promise<IncomingMessage> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      Accept: accept,
      ...(this.#cookie ? { Cookie: this.#cookie } : {}),
      ...(payload === undefined
        ? {}
        : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(payload) }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${this.#base}${path}`, { method, agent: this.#agent, headers });
      asked.on("response", resolve).on("error", reject);
      asked.end(payload);
    });
  }
}

function frameIn(block: string, place: Pick<Frame, "at" | "chunk" | "stream">): ToldFrame | null {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1];
  const data = field("data");
  if (data === undefined) return null;
  const id = field("id");
  return {
    ...place,
    bytes: Buffer.byteLength(block) + 2,
    id: id === undefined ? null : Number(id),
    event: field("event") ?? "message",
    data: parsed(data),
  };
}

function codeIn(json: unknown): string | null {
  if (typeof json !== "object" || json === null || !("error" in json)) return null;
  const { error } = json;
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
