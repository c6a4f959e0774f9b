import { discardDraft } from "../../db/experiments/drafts.ts";
import { type Asked, byRole, done, reply } from "../api/call.server.ts";
import { isEdit, placeOfEdit } from "../api/design-edit.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { experimentPage, withExperiment } from "../api/experiment-call.server.ts";
import { refuse } from "../api/refusals.ts";
import { experimentShown, ownExperiment, saveExperiment } from "../services/experiments.server.ts";

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, async ({ experimentId }) => {
        const found = await ownExperiment(asked.context, asked.session, experimentId);
        if (!found) return refuse("experiment/not-found");
        return reply(200, { experiment: experimentShown(found) });
      }),
    { scope: "experiments" },
  ),
  PUT: byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, async ({ experimentId, ...actor }) => {
        const { context, fields } = asked;
        if (!fields.ok) return fields;
        const saved = await saveExperiment(context, actor, experimentId, fields.value);
        if (!saved.ok) return saved;
        return reply(200, { revision: saved.revision, problems: saved.problems });
      }),
    { then: draftPage, home: (asked) => experimentPage(asked, "/draft") },
  ),
  DELETE: byRole(
    "researcher",
    (asked) =>
      withExperiment(asked, async (work) => {
        const discarded = await discardDraft(asked.context.stores, work);
        return discarded.ok ? done() : discarded;
      }),
    { then: () => "/research", home: (asked) => experimentPage(asked, "/draft") },
  ),
});

/** Back to the part of the form that a button changed. */
function draftPage(asked: Asked): string {
  const edit = asked.fields.ok ? asked.fields.value.edit : undefined;
  return experimentPage(asked, isEdit(edit) ? `/draft#${placeOfEdit(edit)}` : "/draft");
}

export const loader = api.loader;
export const action = api.action;
