import { type DecisionNotice, noticesFor } from "../../db/queries/notices.ts";
import { sanctionOf, unseenSanctions } from "../../db/sanctions.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

type Context = Pick<AppLoadContext, "stores">;

/** Every decision that concerns a player, the newest first. */
export function noticesOf({ stores }: Context, { id }: { id: string }): Promise<DecisionNotice[]> {
  return orUnavailable(noticesFor(stores.database, id));
}

/** One decision; for whom it does not concern there is none. */
export async function noticeOf(
  { stores }: Context,
  { id }: { id: string },
  decisionId: string,
): Promise<DecisionNotice | null> {
  const [notice] = await orUnavailable(noticesFor(stores.database, id, decisionId));
  return notice ?? null;
}

export interface SanctionsShown {
  /** What the player has not said they have seen. */
  unseen: { id: string; action: "warn" | "mute" | "ban"; reason: string; until: string | null }[];
  /** What keeps them from the lobby. */
  standing: { action: "mute" | "ban"; until: string | null } | null;
}

/** What a player is told on the pages that they come to first. */
export async function sanctionsShown(
  { stores }: Context,
  player: { id: string } | null,
): Promise<SanctionsShown> {
  if (!player) return { unseen: [], standing: null };
  const [unseen, standing] = await orUnavailable(
    Promise.all([unseenSanctions(stores, player.id), sanctionOf(stores, player.id)]),
  );
  return {
    unseen: unseen.map(({ until, ...rest }) => ({ ...rest, until: isoOrNull(until) })),
    standing: standing && { action: standing.action, until: isoOrNull(standing.until) },
  };
}

function isoOrNull(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
