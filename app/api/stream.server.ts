import type { Opening, Reader } from "../live/reader.ts";
import { STREAM_HEADERS } from "../live/sse.ts";
import { type ByPlayer, done, type Outcome } from "./call.server.ts";
import { type Refusal, refuse } from "./refusals.ts";

/** An event stream, 204 where nothing more will come, or a refusal where there is none. */
export async function streamOf(
  { request, context, session }: ByPlayer,
  none: Refusal,
  open: (reader: Reader, session: ByPlayer["session"]) => Promise<Opening>,
): Promise<Outcome> {
  const retryAfter = await context.limits.stream(session.playerId);
  if (retryAfter !== null) return refuse("rate/too-many", { retryAfter });
  const opening = await open({ signal: request.signal, backlog: context.backlog }, session);
  if (opening.kind === "none") return none;
  if (opening.kind === "ended") return done();
  return new Response(opening.body, { headers: STREAM_HEADERS });
}
