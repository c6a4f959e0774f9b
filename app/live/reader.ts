import type { Metrics } from "../metrics/metrics.ts";

/** Whoever reads a stream. */
export interface Reader {
  /** Aborted when the reader is gone. */
  signal: AbortSignal;
  /** Bytes written but not yet taken by the network. */
  backlog: () => number;
}

/** `none`: there is nothing of that name for this player. `ended`: nothing more will come. */
export type Opening =
  { kind: "stream"; body: ReadableStream<Uint8Array> } | { kind: "ended" } | { kind: "none" };

export interface HubOptions {
  metrics: Pick<
    Metrics,
    | "streamsOpen"
    | "streamsClosed"
    | "streamsBehind"
    | "framesSent"
    | "seatingSeconds"
    | "deliverySeconds"
    | "phaseLateness"
  >;
  onError: (error: unknown, matchId?: string) => void;
}
