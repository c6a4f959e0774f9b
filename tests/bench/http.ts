import { Agent, type IncomingMessage, request } from "node:http";

/** Connections are kept: a browser's are, too. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const streams = new Agent({ keepAlive: false, maxSockets: Infinity });

export interface Reply {
  status: number;
  text: string;
  cookies: string[];
}

interface Asking {
  method?: string;
  body?: unknown;
  cookie?: string;
  /** The address that a trusted proxy would name. */
  from?: string;
}

/** One request over a kept connection, as light as a load generator has to be. */
export function ask(
  url: string,
  { method = "GET", body, cookie, from }: Asking = {},
): Promise<Reply> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        agent,
        method,
        headers: {
          accept: "application/json",
          ...(cookie ? { cookie } : {}),
          ...(from ? { "x-forwarded-for": from } : {}),
          ...(payload === undefined
            ? {}
            : {
                "content-type": "application/json",
                "content-length": Buffer.byteLength(payload),
              }),
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            text,
            cookies: response.headers["set-cookie"] ?? [],
          }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(payload);
  });
}

export interface Listening {
  close(): void;
}

/** Opens an event stream and hands over each frame's name and data. */
export function listen(
  url: string,
  cookie: string,
  onFrame: (event: string, data: string) => void,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { agent: streams, headers: { accept: "text/event-stream", cookie } },
      (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`stream answered ${response.statusCode ?? 0}`));
          response.resume();
          return;
        }
        readFrames(response, onFrame);
        resolve({ close: () => asked.destroy() });
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

function readFrames(response: IncomingMessage, onFrame: (event: string, data: string) => void) {
  let buffer = "";
  response.setEncoding("utf8");
  response.on("error", () => undefined);
  response.on("data", (chunk: string) => {
    buffer += chunk;
    for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
      const frame = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const event = /^event: ?(.+)$/m.exec(frame)?.[1];
      const data = /^data: ?(.*)$/m.exec(frame)?.[1];
      if (event && data !== undefined) onFrame(event, data);
    }
  });
}
