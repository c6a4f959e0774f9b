import { startExperiment } from "../../db/experiments/start.ts";
import { byRole, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { experimentPage, withExperiment } from "../api/experiment-call.server.ts";
import { startRequest } from "../api/experiment-schemas.ts";

const api = endpoint({
  POST: byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, (work) =>
        withBody(asked, startRequest, async (read) => {
          const started = await startExperiment(asked.context.stores, work, read);
          if (!started.ok) return started;
          return reply(200, { version: started.version, state: "running" });
        }),
      ),
    {
      then: (asked) => experimentPage(asked),
      home: (asked) => experimentPage(asked, "/start"),
    },
  ),
});

export const loader = api.loader;
export const action = api.action;
