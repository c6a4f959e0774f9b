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
  const signal = await untilEnded(context, session, request.signal);
  if (!signal) return refuse("session/none");
  const opening = await open({ signal, backlog: context.backlog }, session);
  if (opening.kind === "none") return none;
  if (opening.kind === "ended") return done();
  return new Response(opening.body, { headers: STREAM_HEADERS });
}

/** Aborted when the reader is gone or the session over; null where it is over already. */
async function untilEnded(
  { sessions }: ByPlayer["context"],
  session: ByPlayer["session"],
  gone: AbortSignal,
): Promise<AbortSignal | null> {
  const over = new AbortController();
  const unwatch = sessions.watch(session, () => over.abort());
  const leave = () => {
    unwatch();
    over.abort();
  };
  if (gone.aborted) leave();
  else gone.addEventListener("abort", leave, { once: true });
  // It may have ended after it was looked up and before it was watched.
  return session.byToken || (await sessions.find(session.sessionId)) ? over.signal : null;
}
