import type { MatchView, RevealView } from "../../api/schemas.ts";
import { endingSentence } from "./rated-words.ts";

interface RevealRecordProps {
  view: MatchView;
  reveal: RevealView;
}

/** What a doubter needs to check the draw. */
export function RevealRecord({ view, reveal }: RevealRecordProps) {
  return (
    <details className="py-6 text-small text-muted">
      <summary>For the record</summary>
      <p className="mt-3">
        {view.ruleset.title}, version {view.ruleset.version}. {endingSentence(reveal)}
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-5 gap-y-1">
        <dt>Match</dt>
        <dd className="figure break-all">{view.id}</dd>
        <dt>Seed</dt>
        <dd className="figure break-all">{reveal.seed}</dd>
      </dl>
    </details>
  );
}
