import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../../db/client.ts";
import {
  insertGenerations,
  type NewGeneration,
  type Spend,
  spendOf,
} from "../../db/queries/generations.ts";
import type { Ask } from "./ask.ts";
import type { Call } from "./call.ts";

/** Rows of a statement, and rows that may wait for a Postgres that is away. */
const [BATCH, MOST_WAITING] = [200, 20_000];
/** Milliseconds in which calls gather, and of the pauses after a failure. */
const GATHER_MS = 100;
const [TRIES, PAUSE_MS] = [8, 250];

/** Writes calls down beside the work that made them. */
export interface CallLedger {
  add(call: Call): void;
  /** What is not yet to be read from Postgres, of one match or of all. */
  unwritten(matchId?: string): Spend;
  /** Writes what waits; what Postgres does not take by then is lost, and counted. */
  close(): Promise<void>;
}

/** @param onLost how many calls could not be written, and why */
export function openLedger(
  database: Database,
  onLost: (calls: number, reason: string) => void,
): CallLedger {
  const waiting: NewGeneration[] = [];
  let batch: NewGeneration[] = [];
  let writing: Promise<void> | null = null;
  const closing = new AbortController();

  const write = async () => {
    await delay(GATHER_MS, null, { signal: closing.signal }).catch(() => null);
    while (waiting.length > 0) {
      batch = waiting.splice(0, BATCH);
      await writeBatch(database, batch, onLost, closing.signal);
      batch = [];
    }
    writing = null;
  };

  return {
    add(call) {
      if (waiting.length >= MOST_WAITING) {
        onLost(1, "too many wait");
        return;
      }
      waiting.push(rowOf(call));
      writing ??= write();
    },
    unwritten(matchId) {
      const all = [...batch, ...waiting];
      return spendOf(matchId === undefined ? all : all.filter((row) => row.matchId === matchId));
    },
    async close() {
      closing.abort();
      await writing;
    },
  };
}

/** Tries a while; rows that Postgres refuses for what they are do not keep the others out. */
async function writeBatch(
  database: Database,
  rows: readonly NewGeneration[],
  onLost: (calls: number, reason: string) => void,
  closing: AbortSignal,
): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await insertGenerations(database, rows);
      return;
    } catch (error) {
      if (isRefusal(error) && rows.length > 1) {
        for (const row of rows) await writeBatch(database, [row], onLost, closing);
        return;
      }
      if (isRefusal(error) || tried === TRIES || closing.aborted) {
        onLost(rows.length, codeOf(error) ?? "postgres is away");
        return;
      }
      await delay(PAUSE_MS * 2 ** (tried - 1), null, { signal: closing }).catch(() => null);
    }
  }
}

/** Postgres's classes 22 and 23: the data are wrong, and will be the next time. */
function isRefusal(error: unknown): boolean {
  return /^2[23]/.test(codeOf(error) ?? "");
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}

function rowOf({ ask, said, usage, latencyMs, snapshot, ...call }: Call): NewGeneration {
  const { provider, model, attempt, hedged, requestedAt, cost, finishReason } = call;
  return {
    ...ask.asker,
    ...{ provider, model, attempt, hedged, requestedAt, cost, finishReason },
    providerSnapshot: snapshot,
    promptSha256: promptSha256(ask),
    latencyMs: Math.round(latencyMs),
    promptTokens: usage?.promptTokens ?? null,
    completionTokens: usage?.completionTokens ?? null,
    error: said.ok ? null : said.error,
  };
}

/** Of the system messages as they were sent, a line break between two. */
function promptSha256({ messages }: Ask): string {
  const prompt = messages
    .filter(({ role }) => role === "system" || role === "developer")
    .map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content)));
  return createHash("sha256").update(prompt.join("\n")).digest("hex");
}
