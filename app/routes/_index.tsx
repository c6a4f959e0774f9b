import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ApiForm } from "../components/api-form.tsx";
import { BreathingQuestion } from "../components/breathing-question.tsx";
import { Button, ButtonLink } from "../components/button.tsx";
import { Figures } from "../components/figures.tsx";
import { Leaders } from "../components/leaders.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Section } from "../components/section.tsx";
import { Steps } from "../components/steps.tsx";
import { TextLink } from "../components/text-link.tsx";
import { installationFigures } from "../services/figures.server.ts";
import { leaderboard } from "../services/leaderboards.server.ts";
import { liveMatchId } from "../services/lobby.server.ts";
import { currentPlayer } from "../services/session.server.ts";

const LEADERS = 5;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await currentPlayer(request, context);
  const [figures, leaders, matchId] = await Promise.all([
    installationFigures(context),
    leaderboard(context, "detectives", { window: "all" }),
    player ? liveMatchId(context, player) : null,
  ]);
  return {
    known: player !== null,
    matchId,
    figures,
    leaders: { ...leaders, entries: leaders.entries.slice(0, LEADERS) },
  };
}

export default function Landing() {
  const { known, matchId, figures, leaders } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <div className="grid items-end gap-5 pt-4 pb-10 md:pb-16 lg:grid-cols-[minmax(0,38rem)_1fr] lg:gap-16 lg:pt-8">
        <BreathingQuestion />
        <div className="max-w-[26rem] lg:pb-16">
          <p className="text-lead">
            You write with somebody you cannot see, for two minutes; then you say what they were,
            and how sure you are.
          </p>
          <ProblemNotice className="mt-6" />
          <div className="mt-8">
            <Begin known={known} matchId={matchId} />
          </div>
        </div>
      </div>

      <div className="rule">
        <Section title="How it goes" aside={<TextLink to="/how">In full</TextLink>}>
          <Steps>
            {[
              "You are seated with a partner. It may be a person, it may be an AI.",
              "You write to each other. A line at the top thins as the time runs out.",
              "You each move the shape towards a circle or a square. Then you are told.",
            ]}
          </Steps>
        </Section>
      </div>

      <div className="rule">
        <Section
          title="Best detectives"
          aside={<TextLink to="/leaderboards/detectives">All leaders</TextLink>}
        >
          <Leaders page={leaders} />
        </Section>
      </div>

      {figures.matches > 0 ? (
        <div className="rule">
          <Section title="So far here">
            <Figures {...figures} />
          </Section>
        </div>
      ) : null}
    </div>
  );
}

function Begin({ known, matchId }: { known: boolean; matchId: string | null }) {
  if (matchId) return <ButtonLink to={`/matches/${matchId}`}>Return to your match</ButtonLink>;
  if (known) return <ButtonLink to="/play">Find out</ButtonLink>;
  return (
    <ApiForm action="/api/v1/session" then="/play">
      {(busy) => (
        <>
          <Button aria-disabled={busy}>Find out</Button>
          <p className="mt-4 text-small text-muted">As a guest. No account, no e-mail.</p>
        </>
      )}
    </ApiForm>
  );
}
