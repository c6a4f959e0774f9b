import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { detectivePoints } from "../../game/scoring.ts";
import { ButtonLink } from "../components/button.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { PayTable } from "../components/pay-table.tsx";
import { Section } from "../components/section.tsx";
import { ShapeScale } from "../components/shape-scale.tsx";
import { Steps } from "../components/steps.tsx";
import { Stored } from "../components/stored.tsx";

export const meta: MetaFunction = () => [{ title: "How it goes · AmIAnAI" }];

const SURE = [0.5, 0.65, 0.8, 0.95];

export function loader() {
  return {
    pays: SURE.map((said) => ({
      said,
      right: detectivePoints(said, true),
      wrong: detectivePoints(said, false),
    })),
  };
}

export default function How() {
  const { pays } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title="How it goes"
        lead="Two are seated who cannot see each other. One of them, or both, must find out what the other is."
      />
      <div className="rule">
        <Section title="A match">
          <Steps>
            {[
              "You choose a game and wait for the next wave. Everybody who waits is seated at the same instant.",
              "You write. Nothing tells you what your partner is but the words; delays and dots look alike from people and AI.",
              "When the time is up you guess. If the other side falls silent for half a minute, you may guess at once.",
              "When all guesses are in, you are told what each of you was, and what each of you thought.",
            ]}
          </Steps>
        </Section>
      </div>
      <div className="rule">
        <Section title="The shapes">
          <ShapeScale />
          <p className="measure mt-6">
            A human is a circle, an AI a square. Whoever you do not know yet is the shape in
            between. Your guess bends it; the reveal settles it.
          </p>
        </Section>
      </div>
      <div className="rule">
        <Section title="The guess">
          <p className="measure mb-6">
            You do not answer yes or no, you say how sure you are. Points follow a rule under which
            an honest probability pays best: being sure and wrong costs more than being sure and
            right brings.
          </p>
          <PayTable pays={pays} />
          <p className="measure mt-6">
            One half is a draw. A human witness gets up to 50 points for being taken for one, and
            loses as much for being taken for a machine, so nobody gains by posing as a bot.
          </p>
        </Section>
      </div>
      <div className="rule">
        <Section title="Boards">
          <div className="measure space-y-4">
            <p>
              Every guess is two games. The detective’s skill plays against the witness’s
              difficulty, and the witness’s humanness against the detective’s suspicion. Both are
              rated by Glicko-2. A figure that is an estimate always carries its interval, and ranks
              are shared where the intervals leave no difference.
            </p>
            <p>
              A match counts when both sides wrote, when enough people were here for the lot to be a
              real one, when neither said that they knew the other or did not play as themselves,
              and when the two had not met within the week. Whether it counted is told at the
              reveal.
            </p>
          </div>
        </Section>
      </div>
      <div className="rule">
        <Section title="What is stored" id="stored">
          <Stored />
        </Section>
      </div>
      <div className="rule py-10">
        <ButtonLink to="/play">Choose a game</ButtonLink>
      </div>
    </div>
  );
}
