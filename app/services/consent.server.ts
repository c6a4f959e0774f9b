import { consentOf } from "../../db/consents.ts";
import { CONSENT } from "../../game/consent.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

/** Where a player stands with what is stored about them. */
export interface ConsentShown {
  /** The version that pressing Play agrees to. */
  version: number;
  /** What they have agreed to, or a program of theirs was told of; null before the first match. */
  agreed: { version: number; how: "given" | "told"; at: string } | null;
}

export async function consentShown(
  { stores }: Pick<AppLoadContext, "stores">,
  player: { id: string } | null,
): Promise<ConsentShown> {
  const newest = player ? await orUnavailable(consentOf(stores, player.id)) : null;
  const agreed = newest && {
    version: newest.version,
    how: newest.how,
    at: newest.givenAt.toISOString(),
  };
  return { version: CONSENT.version, agreed };
}
