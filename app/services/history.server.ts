import { z } from "zod";
import { type HistoryEdge, matchesPlayed, type PlayedMatch } from "../../db/queries/history.ts";
import type { Player } from "../../db/players.ts";
import { judgedAi } from "../../game/scoring.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

const ENTRIES_PER_PAGE = 20;

export interface HistoryEntry {
  matchId: string;
  ruleset: { slug: string; title: string };
  endedAt: string;
  phase: "revealed" | "voided";
  role: "interrogator" | "witness" | "both";
  partners: { seat: string; name: string; kind: "human" | "ai" }[];
  guess: { seat: string; pAi: number; correct: boolean | null } | null;
  points: { detective: number | null; witness: number | null };
  rated: boolean;
}

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of a player's ended matches, newest first. A cursor that no page gave is the beginning. */
export async function loadHistory(
  { stores }: Pick<AppLoadContext, "stores">,
  player: Pick<Player, "id">,
  cursor: string | null,
): Promise<{ entries: HistoryEntry[]; nextCursor: string | null }> {
  const more = ENTRIES_PER_PAGE + 1;
  const found = await orUnavailable(
    matchesPlayed(stores.database, player.id, edgeOf(cursor), more),
  );
  const entries = found.slice(0, ENTRIES_PER_PAGE);
  const last = found.length > ENTRIES_PER_PAGE ? entries.at(-1) : undefined;
  return { entries: entries.map(entryOf), nextCursor: last ? cursorOf(last) : null };
}

function entryOf(played: PlayedMatch): HistoryEntry {
  const { matchId, slug, title, endedAt, phase, role, partners, guess, rated } = played;
  return {
    ...{ matchId, phase, role, partners, rated },
    ruleset: { slug, title },
    endedAt: endedAt.toISOString(),
    guess: guess && { seat: guess.seat, pAi: guess.pAi, correct: verdictOf(guess) },
    points: { detective: played.detectivePoints, witness: played.witnessPoints },
  };
}

function verdictOf({ pAi, isAi }: NonNullable<PlayedMatch["guess"]>): boolean | null {
  const verdict = judgedAi(pAi);
  return verdict === null ? null : verdict === isAi;
}

function cursorOf({ endedAt, matchId }: HistoryEdge): string {
  return Buffer.from(JSON.stringify([endedAt, matchId])).toString("base64url");
}

function edgeOf(cursor: string | null): HistoryEdge | null {
  if (!cursor) return null;
  try {
    const text = Buffer.from(cursor, "base64url").toString();
    const [endedAt, matchId] = cursorSchema.parse(JSON.parse(text));
    return { endedAt: new Date(endedAt), matchId };
  } catch {
    return null;
  }
}
