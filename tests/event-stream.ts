import type { IncomingMessage } from "node:http";

/** One event of a stream. */
export interface StreamFrame {
  /** Null for what is never replayed. */
  id: number | null;
  event: string;
  data: unknown;
  /** The lines as they came. */
  raw: string;
}

export interface EventStream {
  /** All that came so far. */
  readonly frames: readonly StreamFrame[];
  /** Resolves when the server has ended the stream, or the line broke. */
  readonly ended: Promise<"ended" | "broken">;
  /** The first frame, from the first one on, that passes a test. @throws when none comes in time. */
  until(test: (frame: StreamFrame) => boolean, withinMs?: number): Promise<StreamFrame>;
  close(): void;
}

/** Reads server-sent events, as the standard has them, from a response that stays open. */
export function readEvents(
  response: IncomingMessage,
  onFrame: (frame: StreamFrame) => void,
): EventStream {
  const frames: StreamFrame[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  let over = false;
  const wake = () => {
    for (const look of waiting) look();
  };
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const frame of blocks.flatMap(frameIn)) {
      frames.push(frame);
      onFrame(frame);
    }
    wake();
  });
  const ended = new Promise<"ended" | "broken">((resolve) => {
    response.on("end", () => resolve("ended"));
    response.on("error", () => resolve("broken"));
    response.on("close", () => resolve("broken"));
  });
  void ended.then(() => {
    over = true;
    wake();
  });

  return {
    frames,
    ended,
    until(test, withinMs = 20_000) {
      return new Promise((resolve, reject) => {
        const give = (work: () => void) => {
          waiting.delete(look);
          clearTimeout(late);
          work();
        };
        const look = () => {
          const found = frames.find(test);
          if (found) give(() => resolve(found));
          else if (over) give(() => reject(new Error(`the stream ended after ${storyOf(frames)}`)));
        };
        const late = setTimeout(
          () => give(() => reject(new Error(`not within ${withinMs} ms: ${storyOf(frames)}`))),
          withinMs,
        );
        waiting.add(look);
        look();
      });
    },
    close: () => response.destroy(),
  };
}

function frameIn(block: string): StreamFrame[] {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  const data = fields.get("data");
  if (data === undefined) return [];
  const id = fields.get("id");
  const event = fields.get("event") ?? "message";
  return [{ id: id === undefined ? null : Number(id), event, data: JSON.parse(data), raw: block }];
}

function storyOf(frames: readonly StreamFrame[]): string {
  return frames.map(({ id, event }) => `${id ?? "–"} ${event}`).join(", ") || "nothing";
}
