import { randomInt } from "node:crypto";
import { LRUCache } from "lru-cache";
import { bearerOf } from "../../db/sign-in.ts";
import type { Visitor } from "../../db/sessions.ts";
import type { Stores } from "../../db/stores.ts";
import type { Issuer } from "./issuer.ts";

/** How long an account is believed without a look at Postgres; changes are told at once by Redis. */
const BELIEVED_MS = 60_000;
const MOST = 10_000;
/** Longer than any token; what is longer is not looked at. */
const MOST_CHARACTERS = 8192;

/** Whom tokens speak for. */
export interface Bearers {
  find(token: string): Promise<Visitor | "refused" | "unreachable">;
}

/** @param issuer null where no sign-in is offered: then no token is good. */
export function openBearers(stores: Stores, issuer: Issuer | null): Bearers {
  const known = new LRUCache<string, Visitor>({
    max: MOST,
    ttl: BELIEVED_MS,
    ttlAutopurge: true,
  });
  let changes = 0;
  const forget = (concerns: (visitor: Visitor) => boolean) => {
    changes += 1;
    for (const [subject, visitor] of known.entries()) if (concerns(visitor)) known.delete(subject);
  };
  stores.events.listen((announcement) => {
    if (announcement.kind !== "account") return;
    const players = new Set(announcement.playerIds);
    forget(({ playerId }) => players.has(playerId));
  });
  stores.events.onResume(() => forget(() => true));

  return {
    async find(token) {
      if (!issuer || !isToken(token)) return "refused";
      const identity = await issuer.bearer(token);
      if (typeof identity === "string") return identity;
      const before = changes;
      const visitor =
        known.get(identity.subject) ?? (await bearerOf(stores, identity, playerName()));
      if (visitor && before === changes) known.set(identity.subject, visitor);
      return visitor ?? "refused";
    },
  };
}

/** What looks like no token sends nobody to the issuer. */
function isToken(text: string): boolean {
  return text.length <= MOST_CHARACTERS && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

/** What a player is called who has not said it. */
export function playerName(): string {
  return `Player ${randomInt(1000, 10_000)}`;
}
