import { desc, eq, sql } from "drizzle-orm";
import { CONSENT } from "../game/consent.ts";
import { consents } from "./schema/accounts.ts";
import type { Stores } from "./stores.ts";

type WithDatabase = Pick<Stores, "database">;

export interface StoredConsent {
  version: number;
  /** `told`: by a program that sent no word of it. */
  how: "given" | "told";
  givenAt: Date;
}

/** The newest version that a player has agreed to or was told of; null before the first match. */
export async function consentOf(
  { database }: WithDatabase,
  playerId: string,
): Promise<StoredConsent | null> {
  const [newest] = await database.orm
    .select({ version: consents.version, how: consents.how, givenAt: consents.givenAt })
    .from(consents)
    .where(eq(consents.playerId, playerId))
    .orderBy(desc(consents.version))
    .limit(1);
  return newest ?? null;
}

/**
 * Stores a player's agreement. Programs that send none were told by the API's description, which
 * is stored as that; but who agreed once by a form is asked again when the version changes.
 * @param sent the version that was agreed to, where one was.
 * @returns whether the player may play on it.
 */
export async function agree(
  stores: WithDatabase,
  playerId: string,
  sent: number | undefined,
): Promise<boolean> {
  const { version } = CONSENT;
  if (sent !== undefined && sent !== version) return false;
  const newest = await consentOf(stores, playerId);
  if (sent === undefined) {
    if (newest?.version === version) return true;
    if (newest?.how === "given") return false;
  } else if (newest?.version === version && newest.how === "given") return true;
  await storeConsent(stores, playerId, sent === undefined ? "told" : "given");
  return true;
}

/** A form's word takes the place of a program's, never the other way. */
async function storeConsent(
  { database }: WithDatabase,
  playerId: string,
  how: StoredConsent["how"],
): Promise<void> {
  await database.orm
    .insert(consents)
    .values({ playerId, version: CONSENT.version, how })
    .onConflictDoUpdate({
      target: [consents.playerId, consents.version],
      set: { how: sql`excluded.how`, givenAt: sql`clock_timestamp()` },
      setWhere: sql`${consents.how} = 'told' and excluded.how = 'given'`,
    });
}
