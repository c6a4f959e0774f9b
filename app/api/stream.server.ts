import type { Opening, Reader } from "../live/reader.ts";
import { STREAM_HEADERS } from "../live/sse.ts";
import { type ByPlayer, done, type Outcome } from "./call.server.ts";
import { type Refusal, refuse } from "./refusals.ts";

/** A place becomes free when somebody leaves, which nobody can foresee. */
const PLACE_SECONDS = 5;

/** An event stream, 204 where nothing more will come, or a refusal where there is none. */
export async function streamOf(
  { request, context, session }: ByPlayer,
  none: Refusal,
  open: (reader: Reader, session: ByPlayer["session"]) => Promise<Opening>,
): Promise<Outcome> {
  const { limits, streamPlaces, address } = context;
  const retryAfter = await limits.stream(session.playerId);
  if (retryAfter !== null) return refuse("rate/too-many", { retryAfter });
  if (!streamPlaces.take({ sessionId: session.sessionId, address }, request.signal))
    return refuse("rate/too-many", { retryAfter: PLACE_SECONDS });
  const opening = await open({ signal: request.signal, backlog: context.backlog }, session);
  if (opening.kind === "none") return none;
  if (opening.kind === "ended") return done();
  return new Response(opening.body, { headers: STREAM_HEADERS });
}
