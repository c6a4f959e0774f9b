import { createHmac, randomBytes, randomInt } from "node:crypto";
import { redirect } from "@remix-run/node";
import { holderOf, KEY_MARK, noteKeyUse } from "../../db/api-keys.ts";
import { createPlayer, findPlayer, type Player, renamePlayer } from "../../db/players.ts";
import { liveMatchOf } from "../../db/queries/views.ts";
import type { KeyScope } from "../../db/schema/research.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import { createSession, rotateSession, type Visitor } from "../../db/sessions.ts";
import { browserOf } from "./browser-name.ts";
import { type Duty, mayAct } from "./guard.ts";
import { openSession, sealSession } from "./session-cookie.server.ts";

export type { Player } from "../../db/players.ts";

/** Who asks, and in which browser. */
export interface Session extends Visitor {
  /** Random and long-lived: tells whether two players share a device. */
  deviceId: string;
  /** Whether a token of the issuer or a key speaks, not a browser's cookie. */
  byToken: boolean;
  /** The key that speaks, and how far its word goes; null for whoever is here in person. */
  key: { id: string; scopes: readonly KeyScope[] } | null;
}

/** How old a session gets before another one takes its place. */
const ROTATE_MS = 86_400_000;

/** The session that a request's cookie carries, if it still lasts. */
export async function sessionOf(
  request: Request,
  { env, sessions }: Pick<AppLoadContext, "env" | "sessions">,
): Promise<Session | null> {
  const sealed = openSession(request.headers.get("Cookie"), sealing(env));
  const found = sealed && (await sessions.find(sealed.sessionId));
  return found ? { ...found.visitor, deviceId: sealed.deviceId, byToken: false, key: null } : null;
}

/** Who calls the API: by a key or a token of the issuer where one is sent, else by cookie. */
export async function callerOf(
  request: Request,
  context: AppLoadContext,
): Promise<Session | "refused" | "refused-key" | "unreachable" | null> {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
  if (token === undefined) return sessionOf(request, context);
  if (token.startsWith(KEY_MARK)) return byKey(token, context);
  const visitor = await context.bearers.find(token);
  if (typeof visitor === "string") return visitor;
  return { ...visitor, deviceId: visitor.sessionId, byToken: true, key: null };
}

/** Looked up each time: a key is over, and its owner's role gone, from the next call on. */
async function byKey(
  secret: string,
  { stores, log, requestId }: AppLoadContext,
): Promise<Session | "refused-key"> {
  const holder = await holderOf(stores, secret);
  if (!holder) return "refused-key";
  const { keyId, scopes, ...owner } = holder;
  log.info({ requestId, keyId }, "a call by key");
  void noteKeyUse(stores, keyId).catch((err: unknown) => log.warn({ err }, "a key's use is lost"));
  const key = { id: keyId, scopes };
  return { ...owner, guest: false, sessionId: keyId, deviceId: keyId, byToken: true, key };
}

/** The cookie of the session that takes an old one's place; null where it is not old. */
export async function rotatedCookie(
  request: Request,
  { env, sessions, stores }: AppLoadContext,
): Promise<string | null> {
  const sealed = openSession(request.headers.get("Cookie"), sealing(env));
  const found = sealed && (await orUnavailable(sessions.find(sealed.sessionId)));
  if (!found || Date.now() - found.createdAt < ROTATE_MS) return null;
  const sessionId =
    found.replacedBy ?? (await orUnavailable(rotateSession(stores, sealed.sessionId)));
  return sessionId && sealSession({ ...sealed, sessionId }, sealing(env));
}

/** The player who asks; null without a session, or when its player does not exist any more. */
export async function currentPlayer(
  request: Request,
  context: AppLoadContext,
): Promise<Player | null> {
  const session = await orUnavailable(sessionOf(request, context));
  return session ? orUnavailable(findPlayer(context.stores, session.playerId)) : null;
}

/** The player who asks for a page; who is nobody is sent to the first page. */
export async function requirePlayer(request: Request, context: AppLoadContext): Promise<Player> {
  const player = await currentPlayer(request, context);
  if (!player) throw nobody();
  return player;
}

const nobody = (): Response => redirect("/");

/** A new player, as a guest, with the cookie that says so. */
export async function beginSession(
  { stores, env }: AppLoadContext,
  request: Request,
  handle: string | undefined,
): Promise<{ player: Player; cookie: string }> {
  const player = await createPlayer(stores, handle ?? `Guest ${randomInt(1000, 10_000)}`);
  const browser = browserOf(request.headers.get("User-Agent"));
  const sessionId = await createSession(stores, { playerId: player.id, browser });
  return { player, cookie: sessionCookie(request, env, { sessionId, playerId: player.id }) };
}

/** The cookie of a new session; the device is the one that it was. */
export function sessionCookie(
  request: Request,
  env: AppLoadContext["env"],
  { sessionId, playerId }: { sessionId: string; playerId: string },
): string {
  const before = openSession(request.headers.get("Cookie"), sealing(env));
  const deviceId = before?.deviceId ?? randomBytes(16).toString("hex");
  return sealSession({ sessionId, playerId, deviceId }, sealing(env));
}

/**
 * The player of a session, under a new name where one is given; null for one who does not exist.
 * While a match runs nothing that a player changes may become visible to others.
 */
export async function keptPlayer(
  { stores }: AppLoadContext,
  { playerId }: Session,
  handle: string | undefined,
): Promise<Player | "in-match" | null> {
  const player = await findPlayer(stores, playerId);
  if (!player || handle === undefined || handle === player.handle) return player;
  if (await liveMatchOf(stores, playerId)) return "in-match";
  return renamePlayer(stores, playerId, handle);
}

/**
 * What tells whether two players share an address or a device, and nothing else. A loopback address
 * is whoever runs this machine, or a proxy on it, and tells nothing.
 */
export function tracesOf({ deviceId }: Session, { address, env }: AppLoadContext) {
  const hash = (text: string) =>
    createHmac("sha256", env.SESSION_SECRET[0] ?? "")
      .update(`trace ${text}`)
      .digest("base64url");
  const local = /^(::1|127\.|::ffff:127\.)/.test(address);
  return { address: local ? undefined : hash(address), device: hash(deviceId) };
}

function sealing({ SESSION_SECRET, secure }: AppLoadContext["env"]) {
  return { secrets: SESSION_SECRET, secure };
}

/**
 * Who asks for a page that is for a role; an admin may see them all. Who has no such role is told
 * so (403); who is not signed in is sent to do so.
 */
export async function requireRole(
  request: Request,
  context: AppLoadContext,
  duty: Duty,
): Promise<Session> {
  const session = await orUnavailable(sessionOf(request, context));
  if (!session || session.guest) throw toSignIn(request);
  if (!mayAct(session, duty)) throw new Response(null, { status: 403, statusText: "Forbidden" });
  return session;
}

/** What a page asks for by its address is short; a header has its bounds. */
const LONGEST_SEARCH = 500;

function toSignIn({ url }: Request): Response {
  const { pathname, search } = new URL(url);
  const next = search.length > LONGEST_SEARCH ? pathname : pathname + search;
  return redirect(`/sign-in?next=${encodeURIComponent(next)}`);
}
