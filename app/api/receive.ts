import type { IncomingMessage } from "node:http";

const MAX_BODY_BYTES = 64 * 1024;

/** A request's body as it came over the wire. */
export interface Received {
  type: string;
  bytes: Buffer;
}

/**
 * Reads a body of at most 64 KiB. What comes beyond is let through unread, so that the sender can
 * finish sending and read the refusal.
 */
export function receive(request: IncomingMessage): Promise<Received | "too-large" | "aborted"> {
  const type = request.headers["content-type"] ?? "";
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES) {
    request.resume();
    return Promise.resolve("too-large");
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve("too-large");
    });
    request.on("end", () => resolve({ type, bytes: Buffer.concat(chunks) }));
    request.on("error", () => resolve("aborted"));
    request.on("close", () => resolve("aborted"));
  });
}
