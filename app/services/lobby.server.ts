import { agree } from "../../db/consents.ts";
import { joinLobby, leaveLobby, lobbyStateOf } from "../../db/lobby.ts";
import type { Player } from "../../db/players.ts";
import { liveMatchOf } from "../../db/queries/views.ts";
import type { Standing } from "../../db/sanctions.ts";
import { publicRuleset, type PublicRuleset } from "../../game/ruleset.ts";
import { type Refusal, refuse } from "../api/refusals.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import { type Session, tracesOf } from "./session.server.ts";

export interface WaitingTicket {
  ticket: string;
  /** The next match of a study is waited for. */
  study: boolean;
  ruleset: PublicRuleset;
  since: string;
  nextWaveAt: string;
  /** A ruleset that seats at once, offered after a long wait. */
  offer: string | null;
}

/** The ticket with which a player waits; null when they do not. */
export async function currentTicket(
  { stores }: AppLoadContext,
  player: Pick<Player, "id">,
): Promise<WaitingTicket | null> {
  const state = await orUnavailable(lobbyStateOf(stores, player.id));
  if (state?.state !== "waiting") return null;
  const { ticketId, study, ruleset, createdAt, nextWaveAt, offer } = state;
  return {
    ticket: ticketId,
    study,
    ruleset: publicRuleset(ruleset),
    since: new Date(createdAt).toISOString(),
    nextWaveAt: new Date(nextWaveAt).toISOString(),
    offer,
  };
}

export function liveMatchId(
  { stores }: AppLoadContext,
  player: Pick<Player, "id">,
): Promise<string | null> {
  return orUnavailable(liveMatchOf(stores, player.id));
}

/** Waits for a seat; open lobby streams of the player are told at once. */
export async function joinAsPlayer(
  context: AppLoadContext,
  session: Session,
  { ruleset, consent }: { ruleset: string; consent?: number | undefined },
): Promise<{ ok: true; ticketId: string; nextWaveAt: number } | Refusal> {
  const { stores, hub } = context;
  const { playerId } = session;
  if (!(await agree(stores, playerId, consent))) return refuse("lobby/consent");
  const joined = await joinLobby(stores, { playerId, ruleset, ...tracesOf(session, context) });
  if (joined.ok) {
    hub.ticketChanged(playerId);
    return joined;
  }
  switch (joined.code) {
    case "lobby/in-match":
      return refuse(joined.code, { matchId: joined.matchId });
    case "lobby/barred":
      return refuse(joined.code, { retryAfter: joined.retryAfterMs / 1000 });
    case "lobby/muted":
    case "lobby/banned":
      return sanctioned(joined.code, joined.sanction);
    case "lobby/unknown-ruleset":
      return refuse(joined.code, { fields: { ruleset: "no such ruleset" } });
  }
}

export function sanctioned(
  code: "lobby/muted" | "lobby/banned",
  { until, leftMs, reason }: Standing,
): Refusal {
  const fields = { reason, ...(until ? { until: until.toISOString() } : {}) };
  return refuse(code, { fields, ...(leftMs === null ? {} : { retryAfter: leftMs / 1000 }) });
}

export async function leaveAsPlayer(
  { stores }: AppLoadContext,
  { playerId }: Session,
): Promise<void> {
  await leaveLobby(stores, playerId);
}
