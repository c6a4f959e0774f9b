import { shownAsOf } from "../../db/queries/identities.ts";
import type { AccountShown } from "../components/account/account-section.tsx";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import type { Player } from "./session.server.ts";

/** What the page about oneself says of the account. */
export async function accountShown(
  { stores, issuer }: AppLoadContext,
  { id, guest }: Player,
): Promise<AccountShown> {
  const shownAs = guest ? null : await orUnavailable(shownAsOf(stores, id));
  return { guest, shownAs, offered: issuer !== null };
}
