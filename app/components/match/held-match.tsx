import type { MatchClient } from "../../client/match-client.ts";
import { ButtonLink } from "../button.tsx";
import { Section } from "../section.tsx";
import { Shape } from "../shape.tsx";
import { EndTop } from "./end-top.tsx";
import { Survey } from "./survey.tsx";

interface HeldMatchProps {
  matchId: string;
  client: MatchClient;
}

/** The end of a match of a study: who it was comes after the last one. */
export function HeldMatch({ matchId, client }: HeldMatchProps) {
  return (
    <div className="end">
      <EndTop />
      <div className="page">
        <div className="grid gap-8 py-10 md:grid-cols-[auto_1fr] md:gap-14 md:py-20">
          <Shape size="clamp(96px, 22vw, 200px)" />
          <div className="measure">
            <h1 className="text-title">That one is over</h1>
            <p className="mt-5 text-lead text-muted">
              Who it was, you are told after the last conversation of the study.
            </p>
            <ButtonLink to="/study" className="mt-8">
              Go on with the study
            </ButtonLink>
          </div>
        </div>
        <div className="rule">
          <Section title="Two questions">
            <Survey
              matchId={matchId}
              client={client}
              note="The study may leave such a match out of its figures; for you nothing follows from it."
            />
          </Section>
        </div>
      </div>
    </div>
  );
}
