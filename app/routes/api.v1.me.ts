import { deletePlayer } from "../../db/deletion.ts";
import { findPlayer } from "../../db/players.ts";
import { byPlayer, done, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse, REFUSALS } from "../api/refusals.ts";
import { deletionRequest } from "../api/schemas.ts";
import { endedSession } from "../services/session-cookie.server.ts";

const api = endpoint({
  DELETE: byPlayer(
    (asked) =>
      withBody(asked, deletionRequest, async ({ confirm, eraseMessages }) => {
        const { context, session } = asked;
        const { playerId } = session;
        const player = await findPlayer(context.stores, playerId);
        if (player && player.handle !== confirm.trim().normalize("NFC"))
          return refuse("account/confirm", { fields: { confirm: REFUSALS["account/confirm"][1] } });
        const deleted = await deletePlayer(context.stores, {
          playerId,
          eraseMessages: eraseMessages ?? false,
          requestId: context.requestId,
        });
        if (!deleted.ok) return deleted;
        const reply = done();
        reply.headers.append("Set-Cookie", endedSession(context.env));
        return reply;
      }),
    { then: () => "/", home: () => "/me/delete", costs: "deletion" },
  ),
});

export const loader = api.loader;
export const action = api.action;
