import { Agent, request } from "node:http";
import { clock } from "../clock.ts";
import { type Frame, FrameReader } from "./frame-reader.ts";

const agent = new Agent({ keepAlive: false, maxSockets: Infinity });

interface Opening {
  url: string;
  cookie: string;
  lastEventId?: number | null;
  /** Called once the platform has answered, before any frame. */
  onOpen?: () => void;
  onFrame: (frame: Frame, arrivedAt: number) => void;
}

export interface OpenStream {
  /** The status, where there is no stream; `ended` by the platform, `closed` here, or `broken`. */
  readonly over: Promise<number | "ended" | "closed" | "broken">;
  close(): void;
}

/** Opens an event stream as a browser does, on a connection of its own. */
export function openStream(opening: Opening): OpenStream {
  const { url, cookie, lastEventId = null, onOpen, onFrame } = opening;
  const over = Promise.withResolvers<Awaited<OpenStream["over"]>>();
  const headers = {
    accept: "text/event-stream",
    cookie,
    ...(lastEventId === null ? {} : { "last-event-id": String(lastEventId) }),
  };
  const asked = request(url, { agent, headers }, (response) => {
    if (response.statusCode !== 200) {
      response.resume();
      over.resolve(response.statusCode ?? 0);
      return;
    }
    onOpen?.();
    const reader = new FrameReader((frame) => onFrame(frame, clock()));
    response.setEncoding("utf8");
    response.on("data", (text: string) => reader.push(text));
    response.on("end", () => over.resolve("ended"));
    response.on("error", () => over.resolve("broken"));
    response.on("close", () => over.resolve("broken"));
  });
  asked.on("error", () => over.resolve("broken"));
  asked.end();
  return {
    over: over.promise,
    close() {
      over.resolve("closed");
      asked.destroy();
    },
  };
}
