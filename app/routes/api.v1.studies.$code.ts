import { open, reply, withQuery } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { studyQuery } from "../api/study-schemas.ts";
import { studyShown } from "../services/studies.server.ts";

const api = endpoint({
  GET: open((asked) =>
    withQuery(asked, studyQuery, async (query) => {
      const { context, params, session } = asked;
      const shown = await studyShown(context, params.code ?? "", {
        playerId: session?.playerId ?? null,
        draftId: query.try ?? null,
      });
      return shown ? reply(200, shown) : refuse("study/not-found");
    }),
  ),
});

export const loader = api.loader;
export const action = api.action;
