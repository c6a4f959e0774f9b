import { createHash } from "node:crypto";
import { redirect } from "@remix-run/node";
import { signIn } from "../../db/sign-in.ts";
import type { RefusalCode } from "../api/refusals.ts";
import type { AppLoadContext } from "../context.server.ts";
import { type Attempt, ATTEMPT_SECONDS, endedAttempt, openAttempt } from "../issuer/attempt.ts";
import { playerName } from "../issuer/bearers.ts";
import { type Identity, callbackOf } from "../issuer/issuer.ts";
import { localPath } from "../local-path.ts";
import { browserOf } from "./browser-name.ts";
import { isOutage, orUnavailable } from "./outage.ts";
import { type Session, sessionCookie, sessionOf } from "./session.server.ts";
import { siteOf } from "./site.ts";

/** The attempt that a browser keeps, as long as it is good. */
export function attemptOf(request: Request, { env }: AppLoadContext): Attempt | null {
  return openAttempt(request.headers.get("Cookie"), env, Date.now());
}

/** Somebody comes back from the issuer: they are signed in, or told why they are not. */
export async function finishSignIn(request: Request, context: AppLoadContext): Promise<Response> {
  const session = await orUnavailable(sessionOf(request, context));
  await allow(context, session);
  const attempt = attemptOf(request, context);
  if (!attempt || !(await isFirstUse(attempt, context))) return back(context, "session/lapsed");
  const identity = await identityOf(request, context, attempt);
  if (typeof identity === "string") return back(context, identity, attempt.next);
  const signedIn = await orUnavailable(
    signIn(context.stores, {
      ...identity,
      sessionId: session?.sessionId ?? null,
      browser: browserOf(request.headers.get("User-Agent")),
      handle: playerName(),
    }),
  );
  if (!signedIn.ok) return back(context, signedIn.code, attempt.next);
  const headers = new Headers({ "Cache-Control": "no-store" });
  headers.append("Set-Cookie", sessionCookie(request, context.env, signedIn));
  headers.append("Set-Cookie", endedAttempt(context.env));
  return redirect(attempt.next, { headers, status: 303 });
}

async function allow(context: AppLoadContext, session: Session | null): Promise<void> {
  const by = { playerId: session?.playerId ?? null, address: context.address };
  const wait = await context.limits.action("sign-in", by);
  if (wait === null) return;
  const headers = { "Retry-After": String(wait) };
  throw new Response(null, { status: 429, statusText: "Too Many Requests", headers });
}

async function identityOf(
  request: Request,
  { issuer, env }: AppLoadContext,
  attempt: Attempt,
): Promise<Identity | RefusalCode> {
  const site = siteOf(request, env);
  if (!issuer || !site) return "session/no-issuer";
  const cameTo = new URL(callbackOf(site));
  cameTo.search = new URL(request.url).search;
  const identity = await issuer.identify(attempt, cameTo);
  switch (identity) {
    case "cancelled":
      return "session/cancelled";
    case "refused":
      return "session/refused";
    case "unreachable":
      return "session/issuer-down";
    default:
      return identity;
  }
}

/**
 * Whether an attempt comes back for the first time. While Redis is away the issuer alone sees to
 * it, whose codes are good for one use.
 */
async function isFirstUse({ state }: Attempt, { stores, log }: AppLoadContext): Promise<boolean> {
  const digest = createHash("sha256").update(state).digest("base64url");
  try {
    const key = `${stores.prefix}:sign-in:${digest}`;
    return (await stores.redis.set(key, "1", "EX", ATTEMPT_SECONDS, "NX")) === "OK";
  } catch (err) {
    log.warn({ err, outage: isOutage(err) }, "a sign-in is not remembered");
    return true;
  }
}

/** The page to sign in on, which leads on to the same page when the next attempt succeeds. */
export function signInPage(next: unknown, code?: RefusalCode): string {
  const page = new URLSearchParams(code ? { error: code } : {});
  const wanted = localPath(next, "/me");
  if (wanted !== "/me") page.set("next", wanted);
  return page.size > 0 ? `/sign-in?${page.toString()}` : "/sign-in";
}

function back({ env }: AppLoadContext, code: RefusalCode, next?: string): Response {
  const headers = { "Set-Cookie": endedAttempt(env), "Cache-Control": "no-store" };
  return redirect(signInPage(next, code), { headers, status: 303 });
}
