/** Milliseconds after which a browser that lost its stream asks again. */
const RETRY_MS = 1000;

export const STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
  // Asks proxies to pass frames on at once.
  "X-Accel-Buffering": "no",
} as const;

/** What a stream begins with. */
export const GREETING = `retry: ${RETRY_MS}\n\n`;

/** A comment: keeps proxies from closing a quiet stream. */
export const HEARTBEAT = ": \n\n";

export interface SseFrame {
  /** Left out by what is never replayed. */
  id?: number;
  event: string;
  data: unknown;
}

/** A frame as it is sent; JSON holds no line break, so one `data` line does. */
export function encodeFrame({ id, event, data }: SseFrame): string {
  const named = id === undefined ? "" : `id: ${id}\n`;
  return `${named}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
