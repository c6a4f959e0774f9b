import { createHmac, timingSafeEqual } from "node:crypto";

/** @param purpose keeps what was signed for one use from passing for another. */
export function signature(purpose: string, text: string, secret: string): string {
  return createHmac("sha256", secret).update(`${purpose} ${text}`).digest("base64url");
}

/** Whether one of the secrets made this signature. */
export function isGenuine(
  purpose: string,
  text: string,
  mac: string,
  secrets: readonly string[],
): boolean {
  return secrets.some((secret) => equal(signature(purpose, text, secret), mac));
}

export function cookieNamed(name: string, header: string | null): string | undefined {
  return header
    ?.split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** A cookie for this host alone that no script reads and no other site sends along. */
export function ownCookie(name: string, value: string, maxAge: number, secure: boolean): string {
  const attributes = `Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;
  return `${ownName(name, secure)}=${value}; ${attributes}${secure ? "; Secure" : ""}`;
}

export function ownName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
