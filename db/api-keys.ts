import { createHash, randomBytes } from "node:crypto";
import { and, count, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { type Admin, audited } from "./admin/act.ts";
import { type PlayerRole, players } from "./schema/players.ts";
import { apiKeys, type KeyScope } from "./schema/research.ts";
import type { Stores } from "./stores.ts";

type WithDatabase = Pick<Stores, "database">;

/** By which secret scanners know a key, and the API tells it from a token. */
export const KEY_MARK = "aaai_";
const SHAPE = /^aaai_[\w-]{43}$/;
const PREFIX_CHARACTERS = KEY_MARK.length + 6;
/** Keys of one owner that are good at a time. */
const MOST = 20;
const LISTED = 100;

const now = sql`clock_timestamp()`;
const isGood = and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now));

/** A key as its owner sees it. */
export type ListedKey = Omit<typeof apiKeys.$inferSelect, "ownerId" | "hash">;

const listed = {
  id: apiKeys.id,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
};

export interface NewKey {
  name: string;
  scopes: KeyScope[];
  days: number;
}

type KeyMade = { ok: true; key: ListedKey; secret: string } | { ok: false; code: "key/too-many" };

/** Makes a key of whoever acts. Its secret, 256 random bits, is told here and never again. */
export async function createKey(
  { database }: WithDatabase,
  act: Admin,
  { name, scopes, days }: NewKey,
): Promise<KeyMade> {
  const ownerId = act.by.playerId;
  const secret = KEY_MARK + randomBytes(32).toString("base64url");
  return audited<KeyMade>(database, act, async (orm) => {
    // One at a time, so that two at once do not pass the limit.
    await orm.select().from(players).where(eq(players.id, ownerId)).for("update");
    const [good] = await orm
      .select({ keys: count() })
      .from(apiKeys)
      .where(and(eq(apiKeys.ownerId, ownerId), isGood));
    if ((good?.keys ?? 0) >= MOST)
      return { result: { ok: false, code: "key/too-many" }, noted: null };
    const [key] = await orm
      .insert(apiKeys)
      .values({
        ...{ ownerId, name, scopes },
        prefix: secret.slice(0, PREFIX_CHARACTERS),
        hash: hashOf(secret),
        expiresAt: sql`clock_timestamp() + make_interval(days => ${days})`,
      })
      .returning(listed);
    if (!key) throw new Error("Postgres returned no row for a new key");
    const detail = { prefix: key.prefix, scopes, expiresAt: key.expiresAt.toISOString() };
    const subject = { kind: "api-key", id: key.id };
    return { result: { ok: true, key, secret }, noted: { action: "create-key", subject, detail } };
  });
}

/** The keys of an owner, the newest first; those that are over stay listed. */
export async function keysOf({ database }: WithDatabase, ownerId: string): Promise<ListedKey[]> {
  return database.orm
    .select(listed)
    .from(apiKeys)
    .where(eq(apiKeys.ownerId, ownerId))
    .orderBy(desc(apiKeys.id))
    .limit(LISTED);
}

/** Ends a key of whoever acts, felt by its next call. @returns false where there is none. */
export async function revokeKey(
  { database }: WithDatabase,
  act: Admin,
  keyId: string,
): Promise<boolean> {
  return audited(database, act, async (orm) => {
    const own = and(eq(apiKeys.id, keyId), eq(apiKeys.ownerId, act.by.playerId));
    const [found] = await orm.select().from(apiKeys).where(own).for("update");
    if (!found) return { result: false, noted: null };
    if (found.revokedAt) return { result: true, noted: null };
    await orm.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, keyId));
    const subject = { kind: "api-key", id: keyId };
    return {
      result: true,
      noted: { action: "revoke-key", subject, detail: { prefix: found.prefix } },
    };
  });
}

/** Whom a key speaks for, and within which bounds. */
export interface KeyHolder {
  keyId: string;
  scopes: readonly KeyScope[];
  playerId: string;
  role: PlayerRole;
}

/**
 * The holder of a key as it stands this instant; null for one that is unknown, revoked or expired,
 * and where its owner is gone. It is found by its hash, so that no time tells how close a guess was.
 */
export async function holderOf(
  { database }: WithDatabase,
  secret: string,
): Promise<KeyHolder | null> {
  if (!SHAPE.test(secret)) return null;
  const [found] = await database.orm
    .select({
      keyId: apiKeys.id,
      scopes: apiKeys.scopes,
      playerId: players.id,
      role: players.role,
    })
    .from(apiKeys)
    .innerJoin(players, eq(players.id, apiKeys.ownerId))
    .where(
      and(
        eq(apiKeys.hash, hashOf(secret)),
        isGood,
        isNull(players.deletedAt),
        isNull(players.mergedInto),
      ),
    );
  return found ?? null;
}

/** Writes down that a key is used, to the minute. */
export async function noteKeyUse({ database }: WithDatabase, keyId: string): Promise<void> {
  const before = or(
    isNull(apiKeys.lastUsedAt),
    lt(apiKeys.lastUsedAt, sql`clock_timestamp() - interval '1 minute'`),
  );
  await database.orm
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, keyId), before));
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
