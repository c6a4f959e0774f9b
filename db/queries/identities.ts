import { desc, eq } from "drizzle-orm";
import { identities } from "../schema/accounts.ts";
import type { Stores } from "../stores.ts";

/** How the issuer of a player's latest sign-in shows the account to its owner. */
export async function shownAsOf(
  { database }: Pick<Stores, "database">,
  playerId: string,
): Promise<string | null> {
  const [latest] = await database.orm
    .select({ shownAs: identities.shownAs })
    .from(identities)
    .where(eq(identities.playerId, playerId))
    .orderBy(desc(identities.lastSignInAt))
    .limit(1);
  return latest?.shownAs ?? null;
}
