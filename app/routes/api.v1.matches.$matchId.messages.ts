import type { Played } from "../../db/acting.ts";
import { type Posted, postOrWait } from "../../db/play.ts";
import { messageFor } from "../../game/view.ts";
import { type ByPlayer, byPlayer, type Settled, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { matchPages, refusalOfPlay, withMatch } from "../api/match-call.server.ts";
import { refuse } from "../api/refusals.ts";
import { messageRequest } from "../api/schemas.ts";
import { postLater } from "../services/posting.server.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withMatch(asked, (acting) =>
        withBody(asked, messageRequest, async ({ body: text, ...said }) => {
          const { stores, metrics, arrivedAt: postedAt } = asked.context;
          const post = { ...acting, ...said, text };
          const stop = metrics.postSeconds.startTimer();
          const played = await postOrWait(stores, { ...post, postedAt });
          const waits = played.ok && "waitMs" in played;
          stop({ outcome: waits ? "held" : played.ok ? "posted" : "refused" });
          if (!waits) return answer(asked, played);
          const { signal } = asked.request;
          const later = postLater(stores, post, { waitMs: played.waitMs, signal });
          if (!later) return refuse("rate/too-many");
          return { postponed: async () => answer(asked, await later) };
        }),
      ),
    matchPages,
  ),
});

function answer({ context }: ByPlayer, played: Played<Posted>): Settled {
  if (!played.ok) return refusalOfPlay(played, context, "body");
  const { message, repeated } = played;
  return reply(repeated ? 200 : 201, { message: messageFor(message, message.seat) });
}

export const loader = api.loader;
export const action = api.action;
