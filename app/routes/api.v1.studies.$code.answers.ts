import { answer } from "../../db/studies/enrol.ts";
import type { Participation } from "../../db/studies/participation.ts";
import { readAnswers } from "../../game/questionnaire.ts";
import { byPlayer, type ByPlayer, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
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
  { context, params, session }: ByPlayer,
  { enrolment, version }: Participation,
  body: Readonly<Record<string, unknown>>,
) {
  if (enrolment.state !== "consented") return refuse("study/not-ready");
  const read = readAnswers(version.design.questionnaire, body);
  if (!read.ok) return refuse("http/invalid", { fields: read.fields });
  if (!(await answer(context.stores, enrolment.id, read))) return refuse("study/not-ready");
  return reply(200, await shownPart(context, params.code ?? "", session.playerId));
}

export const loader = api.loader;
export const action = api.action;
