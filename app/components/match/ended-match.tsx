import { useEffect } from "react";
import type { MatchClient } from "../../client/match-client.ts";
import type { MatchState } from "../../client/match-state.ts";
import { HeldMatch } from "./held-match.tsx";
import { Reveal } from "./reveal.tsx";
import { VoidedMatch } from "./voided-match.tsx";

interface EndedMatchProps {
  state: MatchState;
  client: MatchClient;
  /** The match ended before these eyes. */
  fresh: boolean;
}

export function EndedMatch({ state, client, fresh }: EndedMatchProps) {
  const { id, reveal, held } = state.view;
  // Only now: a change before this part of the page is taken over would make it anew.
  useEffect(() => client.restore(), [client]);
  if (held) return <HeldMatch matchId={id} client={client} />;
  if (!reveal) return <VoidedMatch view={state.view} />;
  return <Reveal state={state} reveal={reveal} client={client} fresh={fresh} />;
}
