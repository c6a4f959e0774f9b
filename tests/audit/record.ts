/** What one connection was told in one match. Instants are real epoch milliseconds with fractions. */
export type Kind = "ai" | "human";

export interface Chunk {
  at: number;
  bytes: number;
}

export interface Frame {
  /** When the chunk that completed it arrived. */
  at: number;
  /** Index of that chunk in its stream. */
  chunk: number;
  /** Index of the stream: the lobby's first, then the match's. */
  stream: number;
  bytes: number;
  id: number | null;
  event: string;
}

export interface Answer {
  method: string;
  /** The path with ids taken out. */
  route: string;
  at: number;
  ms: number;
  status: number;
  /** Names and values in their order; values that differ from reply to reply are masked. */
  headers: string[];
  bytes: number;
  code: string | null;
}

export interface Message {
  id: string;
  /** Whether the partner wrote it. */
  theirs: boolean;
  /** By the server, epoch milliseconds. */
  at: number;
  arrivedAt: number;
  characters: number;
  body: string;
  /** Bytes of its frame besides the text. */
  frameBytes: number;
}

export interface Dots {
  on: boolean;
  arrivedAt: number;
}

export interface Turn {
  mine: boolean;
  deadlineAt: number | null;
  arrivedAt: number;
}

export interface MatchRecord {
  matchId: string;
  kind: Kind;
  scale: number;
  ruleset: string;
  conversationId: string;
  seat: string;
  joinedAt: number;
  /** The wave that the lobby named first. */
  nextWaveAt: number;
  seatedAt: number;
  /** The server's clock in the first view, and when that came. */
  now: number;
  viewAt: number;
  deadlineAt: number;
  /** When the chat ended, by the frame that said so. */
  chatEndedAt: number | null;
  messages: Message[];
  dots: Dots[];
  turns: Turn[];
  frames: Frame[];
  chunks: Chunk[];
  answers: Answer[];
}
