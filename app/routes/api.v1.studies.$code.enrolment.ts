import { type Asked, open, reply, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { studyPages } from "../api/study-call.server.ts";
import { enrolmentRequest } from "../api/study-schemas.ts";
import { enterStudy, shownPart } from "../services/studies.server.ts";

const api = endpoint({
  POST: open(
    (asked) => withBody(asked, enrolmentRequest, (body) => enter(asked, body)),
    studyPages,
  ),
});

type Body = ReturnType<(typeof enrolmentRequest)["parse"]>;

async function enter(
  { context, request, params, session }: Asked,
  { consent, try: draftId, ...link }: Body,
) {
  const code = params.code ?? "";
  const given = Object.fromEntries(
    Object.entries(link).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
  );
  const entered = await enterStudy(context, code, {
    ...{ request, consent, given, draftId: draftId ?? null },
    playerId: session?.playerId ?? null,
  });
  if (!entered.ok) return entered;
  const { repeated, cookie, playerId } = entered;
  const shown = await shownPart(context, code, playerId);
  return reply(repeated ? 200 : 201, shown, cookie ? { "Set-Cookie": cookie } : {});
}

export const loader = api.loader;
export const action = api.action;
