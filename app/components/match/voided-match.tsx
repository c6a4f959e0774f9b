import type { MatchView } from "../../api/schemas.ts";
import { Shape } from "../shape.tsx";
import { TextLink } from "../text-link.tsx";
import { EndTop } from "./end-top.tsx";
import { PlayAgain } from "./play-again.tsx";

export function VoidedMatch({ view }: { view: MatchView }) {
  return (
    <div className="end">
      <EndTop />
      <div className="page grid gap-8 py-10 md:grid-cols-[auto_1fr] md:gap-14 md:py-20">
        <Shape size="clamp(96px, 22vw, 200px)" />
        <div className="measure">
          <h1 className="text-title">Voided</h1>
          <p className="mt-5 text-lead text-muted">
            This match was taken out of the game. Nothing in it counts, for nobody, and nothing is
            revealed. It was not your doing unless you are told so.{" "}
            <TextLink to="/me/notices">Your notices</TextLink> say more.
          </p>
          <PlayAgain ruleset={view.ruleset} className="mt-8" />
        </div>
      </div>
    </div>
  );
}
