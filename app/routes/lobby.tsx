import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DEFAULT_RULESET } from "../../game/ruleset.ts";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import { clockText } from "../components/clock.tsx";
import { LiveRegion } from "../components/live-region.tsx";
import { LobbyEnded } from "../components/lobby/lobby-ended.tsx";
import { LobbyOffer } from "../components/lobby/lobby-offer.tsx";
import { useLobby } from "../components/lobby/use-lobby.ts";
import { useWave } from "../components/lobby/use-wave.ts";
import { WaveRing } from "../components/lobby/wave-ring.tsx";
import type { PageHandle } from "../components/page-handle.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { aiShareText } from "../components/ruleset-words.ts";
import { currentTicket, liveMatchId } from "../services/lobby.server.ts";
import { listRulesets } from "../services/rulesets.server.ts";
import { requirePlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Lobby · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });
/** A ticket not heard from in ten seconds is not seated. */
export const handle: PageHandle = { refreshSeconds: 4 };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const [ticket, matchId, rulesets] = await Promise.all([
    currentTicket(context, player),
    liveMatchId(context, player),
    listRulesets(context),
  ]);
  if (matchId) return redirect(`/matches/${matchId}`);
  if (!ticket) return redirect("/play");
  if (ticket.study) return redirect("/study");
  return {
    ...ticket,
    now: new Date().toISOString(),
    instead: rulesets
      .map(({ slug, title }) => ({ slug, title }))
      .find(({ slug }) => slug === DEFAULT_RULESET && slug !== ticket.ruleset.slug),
  };
}

export default function Lobby() {
  const ticket = useLoaderData<typeof loader>();
  // A new ticket is a new wait: nothing of the old one's stream may show.
  return <Waiting key={`${ticket.ticket} ${ticket.ruleset.slug}`} {...ticket} />;
}

function Waiting(ticket: ReturnType<typeof useLoaderData<typeof loader>>) {
  const { ruleset, instead = null } = ticket;
  const { nextWaveAt, offer, ended } = useLobby(ticket);
  const offered = instead?.slug === offer ? instead : null;
  const wave = useWave(nextWaveAt, ticket.now, ruleset.waveSeconds);
  if (ended) {
    return (
      <div className="page pt-10 md:pt-16">
        <h1 className="sr-only">Lobby</h1>
        <LiveRegion message="You are no longer waiting." urgent />
        <LobbyEnded reason={ended} instead={instead} />
      </div>
    );
  }
  return (
    <div className="page grid items-center gap-10 pt-8 md:grid-cols-2 md:gap-16 md:pt-16">
      <div className="px-8 md:px-0">
        <WaveRing {...wave} />
      </div>
      <div className="measure">
        <h1 className="text-title">The next wave</h1>
        <p className="mt-5 text-lead">
          {ruleset.title}. Everybody who waits is seated at the same instant, so the wait tells you
          nothing about whom you will meet.
        </p>
        <dl className="mt-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
          <dt className="text-muted">You write for</dt>
          <dd className="figure self-center">{clockText(ruleset.chatSeconds)}</dd>
          <dt className="text-muted">Then you guess, within</dt>
          <dd className="figure self-center">{clockText(ruleset.guessSeconds)}</dd>
          <dt className="text-muted">AI partners</dt>
          <dd>{aiShareText(ruleset)}</dd>
        </dl>
        <ProblemNotice className="mt-6" />
        {offered ? <LobbyOffer {...offered} /> : null}
        <ApiForm action="/api/v1/lobby" method="delete" then="/play" className="mt-8">
          {(busy) => (
            <Button kind="quiet" size="small" aria-disabled={busy}>
              Leave the lobby
            </Button>
          )}
        </ApiForm>
        <noscript>
          <p className="mt-6 text-small text-muted">
            This page loads itself again every few seconds and leads you to the match.
          </p>
        </noscript>
      </div>
      <LiveRegion message={offered ? "Another game would seat you at the next wave." : ""} />
    </div>
  );
}
