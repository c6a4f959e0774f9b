import { problemsAtStart } from "../../db/experiments/start.ts";
import type { ExperimentRead, ExperimentVersion } from "../../db/queries/experiments.ts";
import { listRulesets } from "../../db/rulesets.ts";
import { personasInRotation } from "../../db/wave-candidates.ts";
import { designSchema } from "../../game/experiment.ts";
import { sourceOf } from "../api/design-form.ts";
import type { DesignForm } from "../api/design-places.ts";
import { type DesignProblems, problemsIn } from "../api/design-problems.ts";
import { formOf } from "../api/form-of-design.ts";
import { idIn } from "../api/ids.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import { ownExperiment } from "./experiments.server.ts";
import { requireRole } from "./session.server.ts";

interface Asked {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
}

/** The experiment that a page is about; 404 unless it is the asker's own. */
export async function requireExperiment({
  request,
  context,
  params,
}: Asked): Promise<ExperimentRead> {
  const session = await requireRole(request, context, "researcher");
  const id = idIn(params.experimentId);
  const found = id === null ? null : await ownExperiment(context, session, id);
  if (!found) throw new Response(null, { status: 404, statusText: "Not Found" });
  return found;
}

export interface DraftShown {
  id: string;
  code: string;
  versionId: string;
  version: number;
  revision: number;
  changedAt: string;
  form: DesignForm;
  /** By field: what keeps the draft from starting. */
  problems: DesignProblems;
  /** Whether it is a design at all, and can be tried out. */
  whole: boolean;
  protocols: { value: string; text: string }[];
  personas: string[];
}

/** A draft as its form shows it: as it was left, with what is wrong beside the fields. */
export async function draftShown(
  { stores }: AppLoadContext,
  { id, code }: ExperimentRead,
  draft: ExperimentVersion,
): Promise<DraftShown> {
  const { versionId, version, revision, changedAt, sketch, design } = draft;
  const { orm } = stores.database;
  const [protocols, rotation, problems] = await orUnavailable(
    Promise.all([
      listRulesets(stores),
      personasInRotation(orm),
      sketch ? problemsOf(sketch) : problemsAtStart(orm, design),
    ]),
  );
  return {
    ...{ id, code, versionId, version, revision, changedAt, problems },
    form: sketch ?? formOf(design),
    whole: sketch === null,
    protocols: protocols
      .filter(({ topology }) => topology !== "table")
      .map(({ slug, version: number, title }) => ({
        value: `${slug} ${number}`,
        text: `${title}, version ${number}`,
      })),
    personas: rotation.map(({ slug }) => slug).toSorted(),
  };
}

function problemsOf(sketch: DesignForm): DesignProblems {
  const { error } = designSchema.safeParse(sourceOf(sketch));
  return error ? problemsIn(error) : {};
}
