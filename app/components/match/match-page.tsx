import type { MatchView } from "../../api/schemas.ts";
import { LiveMatch } from "./live-match.tsx";
import { Reveal } from "./reveal.tsx";
import { useMatch } from "./use-match.ts";
import { VoidedMatch } from "./voided-match.tsx";

interface MatchPageProps {
  view: MatchView;
  formId: string;
}

export function MatchPage({ view, formId }: MatchPageProps) {
  const { state, client, live } = useMatch(view);
  // The reveal is played once: who comes back to an ended match finds it settled.
  const justEnded = view.reveal === null;
  if (state.view.phase === "voided") return <VoidedMatch view={state.view} />;
  if (state.view.reveal) {
    return <Reveal state={state} reveal={state.view.reveal} client={client} fresh={justEnded} />;
  }
  return <LiveMatch state={state} client={client} live={live} formId={formId} />;
}
