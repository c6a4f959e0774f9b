import { Suspense, useEffect } from "react";
import type { MatchView } from "../../api/schemas.ts";
import { isSettled } from "../../client/match-state.ts";
import { EndedLater, fetchEnd } from "./ended-later.tsx";
import { LiveMatch } from "./live-match.tsx";
import { useDialogs } from "./use-dialogs.tsx";
import { useMatch } from "./use-match.ts";

interface MatchPageProps {
  view: MatchView;
  formId: string;
}

export function MatchPage({ view, formId }: MatchPageProps) {
  const { state, client } = useMatch(view);
  const { phase, guesses } = state.view;
  const nearEnd = phase === "guessing" || guesses.length > 0;
  useEffect(() => {
    if (nearEnd) fetchEnd();
  }, [nearEnd]);

  const [ask, dialog] = useDialogs(state.view, client);
  const playing = <LiveMatch state={state} client={client} formId={formId} ask={ask} />;
  return (
    <>
      {!isSettled(state.view) ? (
        playing
      ) : (
        // The reveal is played once: who comes back to an ended match finds it settled.
        <Suspense fallback={playing}>
          <EndedLater state={state} client={client} fresh={view.reveal === null} />
        </Suspense>
      )}
      {dialog}
    </>
  );
}
