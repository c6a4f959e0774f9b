import { type Agent, type IncomingHttpHeaders, request } from "node:http";
import { text as textOf } from "node:stream/consumers";
import type { Shot } from "./fuzz.ts";

export interface Echo {
  status: number;
  headers: IncomingHttpHeaders;
  /** Empty for an event stream, which does not end. */
  text: string;
}

/** Sends a request as it is, which `fetch` would not. */
export function shoot(base: string, agent: Agent, shot: Shot, cookie: string): Promise<Echo> {
  const { method, path, headers, body } = shot;
  return new Promise((resolve, reject) => {
    const url = new URL(base);
    const outgoing = request({
      ...{ host: url.hostname, port: url.port, method, path, agent, timeout: 20_000 },
      headers: {
        ...(cookie === "" ? {} : { Cookie: cookie }),
        ...(body === null ? {} : { "Content-Length": Buffer.byteLength(body) }),
        ...headers,
      },
    });
    outgoing.on("response", (response) => {
      const { statusCode: status = 0, headers: heard } = response;
      const done = (text: string) => resolve({ status, headers: heard, text });
      if (heard["content-type"]?.startsWith("text/event-stream") && status === 200) {
        done("");
        outgoing.destroy();
      } else textOf(response).then(done, reject);
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in 20 s")));
    outgoing.on("error", reject);
    outgoing.end(body ?? undefined);
  });
}
