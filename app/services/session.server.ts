import { createHmac, randomBytes, randomInt } from "node:crypto";
import { redirect } from "@remix-run/node";
import { createPlayer, findPlayer, type Player, renamePlayer } from "../../db/players.ts";
import { liveMatchOf } from "../../db/queries/views.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import { openSession, sealSession, type Session } from "./session-cookie.server.ts";

export type { Player } from "../../db/players.ts";

type Signing = Pick<AppLoadContext, "env">;

/** The session that a request carries; whether its player still exists is not asked. */
export function sessionOf(request: Request, { env }: Signing): Session | null {
  return openSession(request.headers.get("Cookie"), sealing(env));
}

/** The player who asks; null without a session, or when its player does not exist any more. */
export async function currentPlayer(
  request: Request,
  context: AppLoadContext,
): Promise<Player | null> {
  const session = sessionOf(request, context);
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
  handle: string | undefined,
  deviceId = randomBytes(16).toString("hex"),
): Promise<{ player: Player; cookie: string }> {
  const player = await createPlayer(stores, handle ?? `Guest ${randomInt(1000, 10_000)}`);
  return { player, cookie: sealSession({ playerId: player.id, deviceId }, sealing(env)) };
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
