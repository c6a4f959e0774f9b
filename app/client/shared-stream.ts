import type { MatchView } from "../api/schemas.ts";
import type { Connection } from "./match-state.ts";
import type { StreamedFrame } from "./stream.ts";

/** What the tabs of one player tell each other about a match. */
export type Note =
  | { kind: "frame"; streamed: StreamedFrame }
  | { kind: "connection"; connection: Connection }
  | { kind: "guessed"; guess: MatchView["guesses"][number] }
  /** The match changed by something that no frame tells. */
  | { kind: "changed" }
  /** A tab misses a frame that must have come: the line may be dead. */
  | { kind: "doubt" }
  | { kind: "ask-leader" }
  | { kind: "leader-here"; connection: Connection };

interface SharedStreamOptions {
  name: string;
  /** Opens the one stream; called in the leading tab only. Returns how to close it. */
  lead: () => () => void;
  /** Called when another tab is found to lead. */
  follow: () => void;
  onNote: (note: Note) => void;
  connection: () => Connection;
  locks?: LockManager | undefined;
  channel?: BroadcastChannel | undefined;
}

export interface SharedStream {
  tell: (note: Note) => void;
  /** A follower makes sure that its leader still answers, and takes the lead where it does not. */
  checkLeader: () => void;
  leave: () => void;
}

/** A suspended tab keeps its lock but answers nothing. */
const LEADER_SILENCE = 3000;

/**
 * Lets one tab hold the stream and relay it to the others; when it closes, the next takes over.
 * Where the browser has no locks (an insecure address) each tab has a stream of its own.
 */
export function shareStream(options: SharedStreamOptions): SharedStream {
  const { name, lead, follow, onNote, connection, locks, channel } = options;
  if (!locks || !channel) {
    const stop = lead();
    return { tell: () => undefined, checkLeader: () => undefined, leave: stop };
  }
  const gone = new AbortController();
  let endReign: (() => void) | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function reign(): Promise<void> {
    return new Promise((resolve) => {
      const stop = lead();
      endReign = () => {
        endReign = null;
        stop();
        resolve();
      };
      if (gone.signal.aborted) endReign();
    });
  }

  function queue(manager: LockManager): void {
    if (gone.signal.aborted) return;
    manager.request(name, { signal: gone.signal }, reign).catch(() => {
      // Either this tab left, or another one took the lock because this one had not answered.
      endReign?.();
      queue(manager);
    });
  }

  function steal(manager: LockManager): void {
    if (gone.signal.aborted || endReign) return;
    manager.request(name, { steal: true }, reign).catch(() => {
      endReign?.();
      queue(manager);
    });
  }

  channel.onmessage = ({ data }: MessageEvent<Note>) => {
    if (data.kind === "ask-leader") {
      if (endReign)
        channel.postMessage({ kind: "leader-here", connection: connection() } satisfies Note);
    } else if (!endReign) {
      clearTimeout(silence);
      silence = undefined;
      onNote(data);
    } else if (data.kind === "guessed" || data.kind === "changed" || data.kind === "doubt") {
      onNote(data);
    }
  };

  const checkLeader = () => {
    if (endReign || silence !== undefined) return;
    channel.postMessage({ kind: "ask-leader" } satisfies Note);
    silence = setTimeout(() => {
      silence = undefined;
      steal(locks);
    }, LEADER_SILENCE);
  };

  void locks
    .request(name, { ifAvailable: true }, async (lock) => {
      if (lock && !gone.signal.aborted) return reign();
      follow();
      queue(locks);
    })
    .catch(() => {
      endReign?.();
      queue(locks);
    });

  return {
    tell: (note) => {
      if (!gone.signal.aborted) channel.postMessage(note);
    },
    checkLeader,
    leave: () => {
      clearTimeout(silence);
      gone.abort();
      endReign?.();
      channel.onmessage = null;
      channel.close();
    },
  };
}
