import { type Frame, FRAME_NAMES, readFrame } from "./frames.ts";
import type { Connection } from "./match-state.ts";

export interface StreamedFrame {
  frame: Frame;
  id: number | null;
}

/** What is used of an `EventSource`. */
export interface Source {
  readonly readyState: number;
  readonly CLOSED: number;
  onopen: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener: (name: string, listener: (event: MessageEvent<unknown>) => void) => void;
  close: () => void;
}

interface StreamOptions {
  url: string;
  onFrame: (streamed: StreamedFrame) => void;
  onConnection: (connection: Connection) => void;
  /** Asked when the browser gave up: whether there is still something to stream. */
  worthReopening: () => Promise<boolean>;
  open?: (url: string) => Source;
  random?: () => number;
}

export interface Stream {
  /** Drops the line and opens a fresh one: for a line that is open but silent. */
  restart: () => void;
  close: () => void;
}

const LONGEST_WAIT = 15_000;

/** The nth wait before a new try, in ms: doubling from half a second, with a third of chance. */
export function backOff(attempt: number, random: () => number): number {
  return Math.min(LONGEST_WAIT, 500 * 2 ** attempt) * (5 / 6 + random() / 3);
}

/**
 * One match's stream. While the browser reconnects by itself it resumes by `Last-Event-ID`; a
 * line that it gave up is opened afresh and begins with a view.
 */
export function openStream(options: StreamOptions): Stream {
  const { url, onFrame, onConnection, worthReopening, random = Math.random } = options;
  const open = options.open ?? ((address): Source => new EventSource(address));
  let source: Source | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let closed = false;

  function connect(): void {
    clearTimeout(timer);
    source?.close();
    const line = open(url);
    source = line;
    line.onopen = () => {
      attempt = 0;
      onConnection("live");
    };
    line.onerror = () => {
      onConnection("lost");
      if (line.readyState === line.CLOSED) void reopen(line);
    };
    for (const name of FRAME_NAMES) {
      line.addEventListener(name, ({ data, lastEventId }: MessageEvent<unknown>) => {
        const frame = typeof data === "string" ? readFrame(name, data) : null;
        // A typing frame has no id of its own; the browser repeats the last one.
        if (frame && source === line)
          onFrame({ frame, id: name === "typing" ? null : numberOf(lastEventId) });
      });
    }
  }

  async function reopen(line: Source): Promise<void> {
    const worthIt = await worthReopening();
    if (closed || source !== line) return;
    if (worthIt) timer = setTimeout(connect, backOff(attempt, random));
    else close();
    attempt += 1;
  }

  function close(): void {
    if (closed) return;
    closed = true;
    clearTimeout(timer);
    source?.close();
  }

  connect();
  return {
    close,
    restart: () => {
      if (!closed) connect();
    },
  };
}

function numberOf(lastEventId: string): number | null {
  const id = Number(lastEventId);
  return lastEventId !== "" && Number.isSafeInteger(id) ? id : null;
}
