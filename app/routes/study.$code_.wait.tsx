import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import { LiveRegion } from "../components/live-region.tsx";
import { useLobby } from "../components/lobby/use-lobby.ts";
import { useWave } from "../components/lobby/use-wave.ts";
import { WaveRing } from "../components/lobby/wave-ring.tsx";
import { ButtonLink } from "../components/button.tsx";
import type { PageHandle } from "../components/page-handle.ts";
import { rareSentence } from "../components/rare-problems.ts";
import { StudyFrame } from "../components/study/study-frame.tsx";
import { STUDY_WAVE } from "../../game/assignment.ts";
import { requirePlayer } from "../services/session.server.ts";
import { keepWaiting, studyShown } from "../services/studies.server.ts";

/** Without scripts the page is what keeps the place: a ticket not heard from is not seated. */
export const handle: PageHandle = { bare: true, refreshSeconds: 4 };
export const headers = () => ({ "Cache-Control": "no-store" });
export const meta: MetaFunction = () => [{ title: "Waiting · AmIAnAI" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const code = params.code ?? "";
  const shown = await studyShown(context, code, { playerId: player.id, draftId: null });
  if (!shown) throw new Response(null, { status: 404, statusText: "Not Found" });
  const { study, you } = shown;
  if (you?.matchId) return redirect(`/matches/${you.matchId}`);
  if (!you?.nextWaveAt) return redirect(`/study/${study.code}`);
  await keepWaiting(context, player.id);
  const { nextWaveAt, played } = you;
  return {
    study,
    played,
    nextWaveAt,
    waveSeconds: STUDY_WAVE.waveSeconds,
    now: new Date().toISOString(),
  };
}

export default function StudyWait() {
  const { study, played, ...wave } = useLoaderData<typeof loader>();
  const { nextWaveAt, ended } = useLobby({ nextWaveAt: wave.nextWaveAt, offer: null });
  const ring = useWave(nextWaveAt, wave.now, wave.waveSeconds);
  const page = `/study/${study.code}`;
  return (
    <StudyFrame
      title={ended ? "You are no longer waiting" : "A partner is being found"}
      place={`${study.title} · ${played} of ${study.matches} played`}
      trial={study.trial}
    >
      <LiveRegion message={ended ? "You are no longer waiting." : ""} urgent />
      {ended ? (
        <ButtonLink to={page}>Go on</ButtonLink>
      ) : (
        <div className="grid items-center gap-10 md:grid-cols-2 md:gap-16">
          <div className="px-8 md:px-0">
            <WaveRing {...ring} />
          </div>
          <div className="measure">
            <p className="text-lead">
              Partners are found every few seconds. The wait tells you nothing about whom you will
              meet.
            </p>
            <p className="mt-4 text-muted">
              Keep this page open: the conversation begins by itself.
            </p>
            <ApiForm
              action={`/api/v1/studies/${study.code}/wait`}
              method="delete"
              then={page}
              say={rareSentence}
              className="mt-8"
            >
              {(busy) => (
                <Button kind="quiet" size="small" aria-disabled={busy}>
                  Stop waiting
                </Button>
              )}
            </ApiForm>
            <noscript>
              <p className="mt-6 text-small text-muted">
                This page loads itself again every few seconds and leads you to the conversation.
              </p>
            </noscript>
          </div>
        </div>
      )}
    </StudyFrame>
  );
}
