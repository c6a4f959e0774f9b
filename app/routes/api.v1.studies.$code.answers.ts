import { answer } from "../../db/studies/enrol.ts";
import { keepAnswers } from "../../db/studies/kept-answers.ts";
import type { Participation } from "../../db/studies/participation.ts";
import { readAnswers, sentAnswers } from "../../game/questionnaire.ts";
import { byPlayer, type ByPlayer, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { isNavigation } from "../api/navigation.ts";
import { refuse } from "../api/refusals.ts";
import { studyPages, withPart } from "../api/study-call.server.ts";
import { answersRequest } from "../api/study-schemas.ts";
import { shownPart } from "../services/studies.server.ts";

const api = endpoint({
  POST: byPlayer(
    (asked) =>
      withPart(asked, (part) => withBody(asked, answersRequest, (body) => take(asked, part, body))),
    studyPages,
  ),
});

async function take(
  { request, context, params, session }: ByPlayer,
  { enrolment, version }: Participation,
  body: Readonly<Record<string, unknown>>,
) {
  if (enrolment.state !== "consented") return refuse("study/not-ready");
  const { questionnaire } = version.design;
  const read = readAnswers(questionnaire, body);
  // A page without scripts is made anew, and what was written on it would be gone.
  if (isNavigation(request.headers))
    await keepAnswers(
      context.stores,
      enrolment.id,
      read.ok ? {} : sentAnswers(questionnaire, body),
    );
  if (!read.ok) return refuse("http/invalid", { fields: read.fields });
  if (!(await answer(context.stores, enrolment.id, read))) return refuse("study/not-ready");
  return reply(200, await shownPart(context, params.code ?? "", session.playerId));
}

export const loader = api.loader;
export const action = api.action;
