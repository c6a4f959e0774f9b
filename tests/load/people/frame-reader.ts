/** One event of a stream; its data still as text, as most are looked into only in part. */
export interface Frame {
  /** Null for what is never replayed. */
  id: number | null;
  event: string;
  data: string;
}

/**
 * Cuts server-sent events out of a stream's text. It knows what API v1 sends, one `data` line a
 * frame, and nothing more: thousands of streams are read by one process.
 */
export class FrameReader {
  readonly #onFrame: (frame: Frame) => void;
  #rest = "";

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  push(text: string): void {
    const all = this.#rest + text;
    let from = 0;
    for (let end = all.indexOf("\n\n"); end >= 0; end = all.indexOf("\n\n", from)) {
      const frame = frameIn(all.slice(from, end));
      from = end + 2;
      if (frame) this.#onFrame(frame);
    }
    this.#rest = all.slice(from);
  }
}

function frameIn(block: string): Frame | null {
  let [id, event, data]: [number | null, string, string | null] = [null, "message", null];
  for (const line of block.split("\n")) {
    if (line.startsWith("id: ")) id = Number(line.slice(4));
    else if (line.startsWith("event: ")) event = line.slice(7);
    else if (line.startsWith("data: ")) data = line.slice(6);
  }
  return data === null ? null : { id, event, data };
}
