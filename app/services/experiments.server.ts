import {
  experimentsOf,
  type ExperimentRead,
  readExperiment,
} from "../../db/queries/experiments.ts";
import { createExperiment, drawCodes } from "../../db/experiments/create.ts";
import { type Draft, saveDraft } from "../../db/experiments/drafts.ts";
import type { Admin } from "../../db/admin/act.ts";
import { type Design, designSchema } from "../../game/experiment.ts";
import { newDesign } from "../../game/study-template.ts";
import { edited, isEdit } from "../api/design-edit.ts";
import { formIn, readable, sourceOf } from "../api/design-form.ts";
import { type DesignProblems, problemsIn } from "../api/design-problems.ts";
import { draftFormRequest, draftRequest, newExperimentRequest } from "../api/experiment-schemas.ts";
import { parseFields } from "../api/read-body.ts";
import { type Refusal, refuse } from "../api/refusals.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

type Context = Pick<AppLoadContext, "stores">;
type Fields = Readonly<Record<string, unknown>>;

export function listExperiments({ stores }: Context, { playerId }: { playerId: string }) {
  return orUnavailable(experimentsOf(stores.database, playerId));
}

export function ownExperiment(
  { stores }: Context,
  { playerId }: { playerId: string },
  id: string,
): Promise<ExperimentRead | null> {
  return orUnavailable(readExperiment(stores.database, playerId, id));
}

/** An experiment as the API tells it: what an unfinished form says is for its page only. */
export function experimentShown({ versions, ...experiment }: ExperimentRead) {
  return {
    ...experiment,
    versions: versions.map(({ sketch, ...version }) => ({ ...version, whole: sketch === null })),
  };
}

/** Begins a draft. */
export async function beginExperiment(
  context: Context,
  actor: Admin,
  fields: Fields,
): Promise<{ ok: true; id: string } | Refusal> {
  const parsed = newExperimentRequest.safeParse({ ...fields, design: parsedText(fields.design) });
  if (!parsed.success) return refuse("http/invalid", { fields: problemsIn(parsed.error) });
  const begun = await designToBegin(context, actor, parsed.data);
  if (!("design" in begun)) return begun;
  return { ok: true, id: await createExperiment(context.stores, actor, begun.design) };
}

async function designToBegin(
  context: Context,
  { by }: Admin,
  { title, question, design, from }: ReturnType<typeof newExperimentRequest.parse>,
): Promise<{ design: Design } | Refusal> {
  if (design) return checked(design);
  if (from) {
    const [newest] = (await ownExperiment(context, by, from))?.versions ?? [];
    if (!newest) return refuse("experiment/not-found");
    const copied = { ...newest.design, title: `${newest.design.title.slice(0, 73)} (copy)` };
    return { design: { ...copied, codes: drawCodes() } };
  }
  if (title === undefined) return refuse("http/invalid", { fields: { title: NEEDED } });
  if (question === undefined) return refuse("http/invalid", { fields: { question: NEEDED } });
  return checked(newDesign(title, question, drawCodes()));
}

const NEEDED = "Write something here.";

export type SavedDraft = { ok: true; revision: number; problems: DesignProblems } | Refusal;

/**
 * Saves a draft: a whole design as JSON, or this site's form, which is kept as it is where it holds
 * no whole design yet.
 */
export async function saveExperiment(
  { stores }: Context,
  actor: Admin,
  experimentId: string,
  fields: Fields,
): Promise<SavedDraft> {
  const read = typeof fields.design === "object" ? wholeIn(fields) : formDraft(fields);
  if (!("draft" in read)) return read;
  const { draft, revision, problems } = read;
  const saved = await saveDraft(stores, { experimentId, ...actor }, { revision, draft });
  return saved.ok ? { ...saved, problems } : saved;
}

type ReadDraft = { draft: Draft; revision: number; problems: DesignProblems } | Refusal;

function wholeIn(fields: Fields): ReadDraft {
  const parsed = draftRequest.safeParse(fields);
  if (!parsed.success) return refuse("http/invalid", { fields: problemsIn(parsed.error) });
  const design = checked(parsed.data.design);
  return "design" in design
    ? { draft: design, revision: parsed.data.revision, problems: {} }
    : design;
}

function formDraft(fields: Fields): ReadDraft {
  const about = parseFields(draftFormRequest, fields);
  if (!about.ok) return about;
  const { revision, edit } = about.value;
  const form = isEdit(edit) ? edited(formIn(fields), edit) : formIn(fields);
  const parsed = designSchema.safeParse(sourceOf(form));
  return parsed.success
    ? { draft: { design: parsed.data }, revision, problems: {} }
    : { draft: { sketch: form }, revision, problems: problemsIn(parsed.error) };
}

/** A design without characters that nobody sees, where it still is one then. */
function checked(design: Design): { design: Design } | Refusal {
  const cleaned: unknown = JSON.parse(JSON.stringify(design), (_, value: unknown) =>
    typeof value === "string" ? readable(value) : withReadableNames(value),
  );
  const parsed = designSchema.safeParse(cleaned);
  return parsed.success
    ? { design: parsed.data }
    : refuse("http/invalid", { fields: problemsIn(parsed.error) });
}

function withReadableNames(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [readable(name), one]));
}

/** A form sends a design as text; what is none is judged as what it is. */
function parsedText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (value.trim() === "") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
