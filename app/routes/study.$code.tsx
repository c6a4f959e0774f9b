import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { PageHandle } from "../components/page-handle.ts";
import { StudyBetween } from "../components/study/study-between.tsx";
import { StudyEnd } from "../components/study/study-end.tsx";
import { StudyIntro } from "../components/study/study-intro.tsx";
import { StudyQuestions } from "../components/study/study-questions.tsx";
import { StudyShut } from "../components/study/study-shut.tsx";
import { currentPlayer } from "../services/session.server.ts";
import { linkFields, refusedAnswers, studyShown } from "../services/studies.server.ts";

export const handle: PageHandle = { bare: true };
export const headers = () => ({ "Cache-Control": "no-store" });
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? `${shown.study.title} · AmIAnAI` : "AmIAnAI" },
  { name: "robots", content: "noindex" },
];

/** What newcomers get while nobody is let in: gone for good, or for a while. */
const SHUT = { open: 200, paused: 503, full: 410, closed: 410 } as const;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const code = params.code ?? "";
  const { searchParams } = new URL(request.url);
  const player = await currentPlayer(request, context);
  const asking = { playerId: player?.id ?? null, draftId: searchParams.get("try") };
  const shown = await studyShown(context, code, asking);
  if (!shown) throw new Response(null, { status: 404, statusText: "Not Found" });
  const { study, you } = shown;
  if (you?.matchId) return redirect(`/matches/${you.matchId}`);
  if (you?.state === "waiting") return redirect(`/study/${study.code}/wait`);
  if (you || study.state !== "open") {
    const status = you ? 200 : SHUT[study.state];
    const refused =
      you?.state === "answering" && searchParams.has("error")
        ? await refusedAnswers(context, code, asking.playerId)
        : null;
    return data({ ...shown, fields: {}, refused }, { status });
  }
  const fields = await linkFields(context, code, searchParams);
  if (!fields) throw new Response(null, { status: 400, statusText: "Bad Request" });
  return data({ ...shown, fields, refused: null });
}

export default function Study() {
  const { study, consent, you, fields, refused } = useLoaderData<typeof loader>();
  if (!you && study.state !== "open") return <StudyShut study={study} />;
  if (!you) return <StudyIntro study={study} consent={consent} fields={fields} />;
  switch (you.state) {
    case "answering":
      return <StudyQuestions study={study} you={you} refused={refused} />;
    case "ended":
      return <StudyEnd study={study} you={you} />;
    case "ready":
    case "waiting":
    case "in-match":
      return <StudyBetween study={study} you={you} />;
  }
}
