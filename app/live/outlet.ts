import { encodeFrame, GREETING, HEARTBEAT, type SseFrame } from "./sse.ts";

const HEARTBEAT_MS = 15_000;

/** Bytes that may wait for a slow reader; more, and it has to come again and catch up. */
const MOST_WAITING = 256 * 1024;

/** Ends the connection of a reader who cannot keep up; it is nobody's fault here. */
export class SlowReader extends Error {
  override message = "the reader is too slow";
}

export interface OutletOptions {
  /** Aborted when the reader is gone. */
  signal: AbortSignal;
  /** Bytes written but not yet taken by the network. */
  backlog: () => number;
  onFrame?: (event: string) => void;
  onClose: (why: "gone" | "slow" | "ended") => void;
}

/** The writing end of one event stream. */
export interface Outlet {
  body: ReadableStream<Uint8Array>;
  readonly open: boolean;
  write(frames: readonly SseFrame[]): void;
  end(): void;
}

const encoder = new TextEncoder();

export function openOutlet({ signal, backlog, onFrame, onClose }: OutletOptions): Outlet {
  let open = true;
  let cancelled = false;
  let sink: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (sink = controller),
    cancel() {
      cancelled = true;
      close("gone");
    },
  });

  const send = (text: string) => {
    if (!open) return;
    if (backlog() > MOST_WAITING) close("slow");
    else sink?.enqueue(encoder.encode(text));
  };
  const close = (why: "gone" | "slow" | "ended") => {
    if (!open) return;
    open = false;
    clearInterval(heartbeat);
    signal.removeEventListener("abort", onAbort);
    if (why === "slow") sink?.error(new SlowReader());
    else if (!cancelled) sink?.close();
    onClose(why);
  };
  const onAbort = () => close("gone");
  const heartbeat = setInterval(() => send(HEARTBEAT), HEARTBEAT_MS).unref();
  signal.addEventListener("abort", onAbort);
  send(GREETING);
  if (signal.aborted) close("gone");

  return {
    body,
    get open() {
      return open;
    },
    write(frames) {
      if (!open || frames.length === 0) return;
      for (const { event } of frames) onFrame?.(event);
      send(frames.map(encodeFrame).join(""));
    },
    end: () => close("ended"),
  };
}
