import type { Stores } from "../../db/stores.ts";
import type { ExperimentRefusal, Work } from "../../db/experiments/hold.ts";
import {
  type Asked,
  byRole,
  type ByPlayer,
  type Call,
  type Outcome,
  reply,
} from "./call.server.ts";
import { actorOf, withId } from "./desk-call.server.ts";
import { idIn } from "./ids.ts";

/** The page of the experiment that an address names. */
export function experimentPage({ params }: Pick<Asked, "params">, part = ""): string {
  const id = idIn(params.experimentId);
  return id === null ? "/research" : `/research/experiments/${id}${part}`;
}

/** Goes on with an experiment that an address names; whose it is comes out below. */
export function withExperiment(
  asked: ByPlayer,
  go: (work: Work) => Promise<Outcome>,
): Promise<Outcome> {
  return withId(asked, "experimentId", "experiment/not-found", (experimentId) =>
    go({ experimentId, ...actorOf(asked) }),
  );
}

type Turned = { ok: true; version: number } | ExperimentRefusal;

/** A call that only turns an experiment into another state. */
export function turning(
  state: "running" | "paused" | "closed" | "draft",
  run: (stores: Stores, work: Work) => Promise<Turned>,
  { status = 200, part = "" } = {},
): Call {
  return byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, async (work) => {
        const turned = await run(asked.context.stores, work);
        return turned.ok ? reply(status, { version: turned.version, state }) : turned;
      }),
    {
      then: (asked) => experimentPage(asked, part),
      home: (asked) => experimentPage(asked),
    },
  );
}
