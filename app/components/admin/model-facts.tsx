import type { ModelState } from "../../services/model-state.server.ts";
import { Facts } from "./facts.tsx";

/** What the workers say that they ask; they are started by the operator, not from here. */
export function ModelFacts({ workers }: Pick<ModelState, "workers">) {
  if (workers.length === 0)
    return (
      <p className="measure text-muted">
        No worker is there, so nobody is asked. AI seats stay silent until one is started.
      </p>
    );
  return workers.map((facts, index) => (
    <div key={index} className={index > 0 ? "mt-8" : ""}>
      {workers.length > 1 ? (
        <h3 className="mb-2 font-semibold">Workers that were started alike, {index + 1}</h3>
      ) : null}
      <Facts>
        {[
          ["Model", facts.scripted ? "the scripted stand-in" : facts.models[0]],
          [
            "When it does not answer",
            facts.models.slice(1).join(", ") || "the persona’s own lines",
          ],
          [
            "Providers",
            facts.providers.map(({ name, host }) => (
              <p key={name}>
                {name}: <span className="figure">{host}</span>
              </p>
            )),
          ],
          ["Limit of a match", limitText(facts.limits.matchTokens, facts.limits.matchCost)],
          ["Limit of a day", limitText(facts.limits.dayTokens, facts.limits.dayCost)],
        ]}
      </Facts>
    </div>
  ));
}

function limitText(tokens: number | undefined, cost: number | undefined): string {
  const parts = [
    ...(tokens === undefined ? [] : [`${tokens} tokens`]),
    ...(cost === undefined ? [] : [`$${cost}`]),
  ];
  return parts.join(" or ") || "none";
}
