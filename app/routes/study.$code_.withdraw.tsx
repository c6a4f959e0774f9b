import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import type { PageHandle } from "../components/page-handle.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { StudyFrame } from "../components/study/study-frame.tsx";
import { TextLink } from "../components/text-link.tsx";
import { requirePlayer } from "../services/session.server.ts";
import { studyShown } from "../services/studies.server.ts";

export const handle: PageHandle = { bare: true };
export const headers = () => ({ "Cache-Control": "no-store" });
export const meta: MetaFunction = () => [{ title: "Withdraw your consent · AmIAnAI" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const asking = { playerId: player.id, draftId: null };
  const shown = await studyShown(context, params.code ?? "", asking);
  if (!shown?.you) throw new Response(null, { status: 404, statusText: "Not Found" });
  return { study: shown.study, ended: shown.you.state === "ended", done: shown.you.withdrawn };
}

export default function Withdraw() {
  const { study, ended, done } = useLoaderData<typeof loader>();
  const page = `/study/${study.code}`;
  return (
    <StudyFrame title="Withdraw your consent" place={study.title} trial={study.trial}>
      <div className="measure space-y-4">
        {done ? (
          <p>Your consent is withdrawn already.</p>
        ) : (
          <>
            <p>
              From then on nothing of your part is in any export or analysis of this study: neither
              your answers nor your conversations. What was exported before cannot be called back.
            </p>
            <p>
              {ended
                ? "Your code stays what it is."
                : "Your part ends with it, and the conversation that you are in. You get the code for leaving."}{" "}
              This cannot be undone.
            </p>
          </>
        )}
      </div>
      <ProblemNotice className="mt-6" say={rareSentence} />
      {done ? null : (
        <ApiForm
          action={`/api/v1/studies/${study.code}/withdrawal`}
          then={page}
          say={rareSentence}
          className="mt-8"
        >
          {(busy) => <Button aria-disabled={busy}>Withdraw it</Button>}
        </ApiForm>
      )}
      <p className="mt-6">
        <TextLink to={page} className="inline-block py-2">
          Back to the study
        </TextLink>
      </p>
    </StudyFrame>
  );
}
