import { keysOf, type ListedKey } from "../../db/api-keys.ts";
import type { ShownKey } from "../api/key-schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { cookieNamed, ownCookie, ownName } from "./signed.ts";

/** The keys of whoever asks, the newest first. */
export async function loadKeys(
  { stores }: AppLoadContext,
  { playerId }: { playerId: string },
): Promise<ShownKey[]> {
  return (await keysOf(stores, playerId)).map(shownKey);
}

export function shownKey(key: ListedKey): ShownKey {
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = key;
  return {
    ...key,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

const NAME = "new-key";
const SECONDS = 120;
const SECRET = /^aaai_[\w-]{43}$/;

/**
 * Takes a new key's secret to the page that shows it: a plain form is answered by an address, where
 * no secret may stand.
 */
export function newKeyCookie(secret: string, { secure }: AppLoadContext["env"]): string {
  return ownCookie(NAME, secret, SECONDS, secure);
}

export function forgottenKeyCookie({ secure }: AppLoadContext["env"]): string {
  return ownCookie(NAME, "", 0, secure);
}

/** The secret that a browser has just been sent; null for none. */
export function newKeyIn(request: Request, { secure }: AppLoadContext["env"]): string | null {
  const found = cookieNamed(ownName(NAME, secure), request.headers.get("Cookie"));
  return found !== undefined && SECRET.test(found) ? found : null;
}
