import { byPlayer } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { personalData } from "../services/personal-data.server.ts";

const api = endpoint({
  GET: byPlayer(
    ({ context, session }) =>
      Promise.resolve(
        new Response(personalData(context.stores, session.playerId), {
          headers: {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Disposition": 'attachment; filename="amianai-my-data.json"',
            "Cache-Control": "no-store",
          },
        }),
      ),
    { costs: "download" },
  ),
});

export const loader = api.loader;
export const action = api.action;
