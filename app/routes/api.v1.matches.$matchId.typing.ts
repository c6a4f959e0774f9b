import { signalTyping } from "../../db/play.ts";
import { byPlayer, done, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refusalOfPlay, withMatch } from "../api/match-call.server.ts";
import { typingRequest } from "../api/schemas.ts";

const api = endpoint({
  POST: byPlayer((asked) =>
    withMatch(asked, (acting) =>
      withBody(asked, typingRequest, async (dots) => {
        const played = await signalTyping(asked.context.stores, { ...acting, ...dots });
        return played.ok ? done() : refusalOfPlay(played, asked.context);
      }),
    ),
  ),
});

export const loader = api.loader;
export const action = api.action;
