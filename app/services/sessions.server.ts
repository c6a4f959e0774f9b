import type { z } from "zod";
import { sessionsOf } from "../../db/sessions.ts";
import type { sessionsReply } from "../api/schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import type { Session } from "./session.server.ts";

type Sessions = z.infer<typeof sessionsReply>["sessions"];

/** The browsers in which a player is known, the one used latest first. */
export async function loadSessions(
  { stores }: AppLoadContext,
  { playerId, sessionId, byToken }: Session,
): Promise<Sessions> {
  const listed = await sessionsOf(stores, { playerId, current: byToken ? null : sessionId });
  return listed.map(({ begunAt, seenAt, ...session }) => ({
    ...session,
    begunAt: begunAt.toISOString(),
    seenAt: seenAt.toISOString(),
  }));
}
