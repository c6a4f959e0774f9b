import { open, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { sessionRequest } from "../api/schemas.ts";
import { localPath } from "../local-path.ts";
import { beginSession, keptPlayer } from "../services/session.server.ts";

const nextPage = (value: unknown) => localPath(value, "/play");

const api = endpoint({
  POST: open(
    (asked) =>
      withBody(
        asked,
        sessionRequest,
        async ({ handle }) => {
          const { context, request, session } = asked;
          const kept = session ? await keptPlayer(context, session, handle) : null;
          if (kept === "in-match") return refuse("session/in-match");
          if (kept) return reply(200, playerReply(kept));
          const retryAfter = await context.limits.newSession(context.address);
          if (retryAfter !== null) return refuse("rate/too-many", { retryAfter });
          const { player, cookie } = await beginSession(context, request, handle);
          return reply(201, playerReply(player), { "Set-Cookie": cookie });
        },
        "session/handle",
      ),
    { then: ({ fields }) => nextPage(fields.ok ? fields.value.next : undefined) },
  ),
});

const playerReply = ({ id, handle }: { id: string; handle: string }) => ({
  player: { id, handle },
});

export const loader = api.loader;
export const action = api.action;
