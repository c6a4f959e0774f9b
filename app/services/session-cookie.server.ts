import { createHmac, timingSafeEqual } from "node:crypto";
import { SESSION_SECONDS } from "../../db/sessions.ts";

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

const SEALED = /^(([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-f]{32}))\.([\w-]{43})$/;

/** The value of `Set-Cookie` for a session. */
export function sealSession(
  { sessionId, playerId, deviceId }: SealedSession,
  { secrets, secure }: Sealing,
): string {
  const [secret] = secrets;
  if (secret === undefined) throw new RangeError("no secret to sign a session with");
  const text = `${sessionId}.${playerId}.${deviceId}`;
  return cookie(`${text}.${signature(text, secret)}`, SESSION_SECONDS, secure);
}

/** The value of `Set-Cookie` that ends a session. */
export function endedSession({ secure }: Pick<Sealing, "secure">): string {
  return cookie("", 0, secure);
}

/** The session of a `Cookie` header; null where none is, or its signature is not ours. */
export function openSession(
  header: string | null,
  { secrets, secure }: Sealing,
): SealedSession | null {
  const found = SEALED.exec(cookieNamed(cookieName(secure), header) ?? "");
  const [, text, sessionId, playerId, deviceId, mac] = found ?? [];
  if (!text || !sessionId || !playerId || !deviceId) return null;
  const genuine = secrets.some((secret) => equal(signature(text, secret), mac ?? ""));
  return genuine ? { sessionId, playerId, deviceId } : null;
}

function cookieName(secure: boolean): string {
  return secure ? "__Host-session" : "session";
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  const attributes = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;
  return `${cookieName(secure)}=${value}; ${attributes}${secure ? "; Secure" : ""}`;
}

function cookieNamed(name: string, header: string | null): string | undefined {
  return header
    ?.split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

function signature(text: string, secret: string): string {
  return createHmac("sha256", secret).update(`session ${text}`).digest("base64url");
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
