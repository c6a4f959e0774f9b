import { SESSION_SECONDS } from "../../db/sessions.ts";
import { cookieNamed, isGenuine, ownCookie, ownName, signature } from "./signed.ts";

/** What the signed cookie says; whether the session lasts is known by the session book. */
export interface SealedSession {
  sessionId: string;
  playerId: string;
  /** Random and long-lived: tells whether two players share a device. */
  deviceId: string;
}

interface Sealing {
  /** The first one signs, all of them are accepted. */
  secrets: readonly string[];
  /** Whether pages are served over HTTPS. */
  secure: boolean;
}

const NAME = "session";
const SEALED = /^(([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-f]{32}))\.([\w-]{43})$/;

/** The value of `Set-Cookie` for a session. */
export function sealSession(
  { sessionId, playerId, deviceId }: SealedSession,
  { secrets, secure }: Sealing,
): string {
  const [secret] = secrets;
  if (secret === undefined) throw new RangeError("no secret to sign a session with");
  const text = `${sessionId}.${playerId}.${deviceId}`;
  return ownCookie(NAME, `${text}.${signature(NAME, text, secret)}`, SESSION_SECONDS, secure);
}

/** The value of `Set-Cookie` that ends a session. */
export function endedSession({ secure }: Pick<Sealing, "secure">): string {
  return ownCookie(NAME, "", 0, secure);
}

/** The session of a `Cookie` header; null where none is, or its signature is not ours. */
export function openSession(
  header: string | null,
  { secrets, secure }: Sealing,
): SealedSession | null {
  const found = SEALED.exec(cookieNamed(ownName(NAME, secure), header) ?? "");
  const [, text, sessionId, playerId, deviceId, mac = ""] = found ?? [];
  if (!text || !sessionId || !playerId || !deviceId) return null;
  return isGenuine(NAME, text, mac, secrets) ? { sessionId, playerId, deviceId } : null;
}
