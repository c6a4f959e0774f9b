import { postMessage } from "../../db/play.ts";
import { messageFor } from "../../game/view.ts";
import { byPlayer, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { matchPages, refusalOfPlay, withMatch } from "../api/match-call.server.ts";
import { messageRequest } from "../api/schemas.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withMatch(asked, (acting) =>
        withBody(asked, messageRequest, async ({ body: text, ...post }) => {
          const { stores, metrics } = asked.context;
          const stop = metrics.postSeconds.startTimer();
          const played = await postMessage(stores, { ...acting, ...post, text });
          stop({ outcome: played.ok ? "posted" : "refused" });
          if (!played.ok) return refusalOfPlay(played, asked.context, "body");
          const { message, repeated } = played;
          return reply(repeated ? 200 : 201, { message: messageFor(message, message.seat) });
        }),
      ),
    matchPages,
  ),
});

export const loader = api.loader;
export const action = api.action;
