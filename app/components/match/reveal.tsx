import type { RevealView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
import type { MatchState } from "../../client/match-state.ts";
import { ProblemNotice } from "../problem-notice.tsx";
import { ReportButton } from "../report/report-button.tsx";
import { Section } from "../section.tsx";
import { EndTop } from "./end-top.tsx";
import { PlayAgain } from "./play-again.tsx";
import { PlayerCards } from "./player-cards.tsx";
import { RevealHero } from "./reveal-hero.tsx";
import { RevealPoints } from "./reveal-points.tsx";
import { RevealRecord } from "./reveal-record.tsx";
import { Survey } from "./survey.tsx";
import { Transcript } from "./transcript.tsx";
import { VerdictLine } from "./verdict-line.tsx";

interface RevealProps {
  state: MatchState;
  reveal: RevealView;
  client: MatchClient;
  /** The match ended before these eyes: the shapes settle. */
  fresh: boolean;
}

export function Reveal({ state, reveal, client, fresh }: RevealProps) {
  const { view, belief } = state;
  return (
    <div className="end" data-fresh={fresh}>
      <EndTop />
      <div className="page">
        <RevealHero view={view} reveal={reveal} fresh={fresh} />
        <ProblemNotice className="mb-6" />
        <VerdictLine view={view} reveal={reveal} />
        <PlayAgain ruleset={view.ruleset} className="py-10" />
        <div className="rule">
          <Section title="Points">
            <RevealPoints view={view} reveal={reveal} />
          </Section>
        </div>
        <div className="rule">
          <Section title="Who it was">
            <PlayerCards view={view} reveal={reveal} />
          </Section>
        </div>
        <div className="rule">
          <Section title="Two questions">
            <Survey
              matchId={view.id}
              client={client}
              note="A match that was not played as oneself, or against a friend, does not count for ratings; nothing else follows from it."
            />
          </Section>
        </div>
        <div className="rule">
          <Section title="What was said">
            <Transcript view={view} reveal={reveal} tells={belief.tells} />
            <p className="mt-8 text-small">
              <ReportButton view={view} client={client} />
            </p>
          </Section>
        </div>
        <div className="rule">
          <RevealRecord view={view} reveal={reveal} />
        </div>
      </div>
    </div>
  );
}
