import { matchApi } from "./api.ts";
import type { Surroundings } from "./match-client.ts";

/** The real browser; nothing of it is touched while the server renders. */
export function browserSurroundings(matchId: string): Surroundings {
  return {
    api: matchApi(matchId),
    get store() {
      return sessionStore();
    },
    // Missing at an insecure address, whatever the types say.
    get locks() {
      return "locks" in navigator ? navigator.locks : undefined;
    },
    channel: (name) => ("BroadcastChannel" in window ? new BroadcastChannel(name) : undefined),
    newId: freshId,
    now: Date.now,
  };
}

/** `randomUUID` is missing at an insecure address, such as a phone's way to a laptop. */
function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

function sessionStore(): Surroundings["store"] {
  try {
    return window.sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}
