import { randomBytes } from "node:crypto";
import { z } from "zod";
import { localPath } from "../local-path.ts";
import { cookieNamed, isGenuine, ownCookie, ownName, signature } from "../services/signed.ts";

/** How long somebody may take on the issuer's pages. */
export const ATTEMPT_SECONDS = 900;
const NAME = "sign-in";

/** What a browser must bring back from the issuer: kept in one signed cookie, good for one use. */
export interface Attempt {
  state: string;
  nonce: string;
  /** The proof that the code comes back to who asked for it (PKCE). */
  verifier: string;
  /** The page to go on to. */
  next: string;
  /** Epoch seconds. */
  until: number;
}

const schema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  until: z.number(),
});

interface Sealing {
  SESSION_SECRET: readonly string[];
  secure: boolean;
}

export function newAttempt(next: string, now: number): Attempt {
  const draw = () => randomBytes(32).toString("base64url");
  const until = Math.floor(now / 1000) + ATTEMPT_SECONDS;
  return { state: draw(), nonce: draw(), verifier: draw(), next: localPath(next), until };
}

/** The value of `Set-Cookie` that keeps an attempt. */
export function sealAttempt(attempt: Attempt, { SESSION_SECRET, secure }: Sealing): string {
  const text = Buffer.from(JSON.stringify(attempt)).toString("base64url");
  const mac = signature(NAME, text, SESSION_SECRET[0] ?? "");
  return ownCookie(NAME, `${text}.${mac}`, ATTEMPT_SECONDS, secure);
}

/** The value of `Set-Cookie` that forgets it. */
export function endedAttempt({ secure }: Pick<Sealing, "secure">): string {
  return ownCookie(NAME, "", 0, secure);
}

/** The attempt of a `Cookie` header; null where it is not ours, or too old. */
export function openAttempt(
  header: string | null,
  { SESSION_SECRET, secure }: Sealing,
  now: number,
): Attempt | null {
  const [text = "", mac = ""] = cookieNamed(ownName(NAME, secure), header)?.split(".") ?? [];
  if (text === "" || !isGenuine(NAME, text, mac, SESSION_SECRET)) return null;
  const attempt = schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return attempt.until * 1000 > now ? attempt : null;
}
