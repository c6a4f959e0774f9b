import { Link } from "@remix-run/react";
import { isOver, type MatchState } from "../../client/match-state.ts";
import { Logo } from "../logo.tsx";
import { Shape } from "../shape.tsx";
import { ConnectionNote } from "./connection-note.tsx";
import { MatchClock } from "./match-clock.tsx";
import { MatchMenu } from "./match-menu.tsx";
import { phaseSpan } from "./phase-span.ts";
import { believed, partnersIn, roundConversations, suspects } from "./seats.ts";
import type { Ask } from "./use-dialogs.tsx";

interface MatchTopProps {
  state: MatchState;
  live: boolean;
  ask: Ask;
}

export function MatchTop({ state, live, ask }: MatchTopProps) {
  const { view, belief } = state;
  const conversations = roundConversations(view);
  const [first] = conversations;
  const partner = first && conversations.length === 1 ? partnersIn(view, first)[0] : undefined;
  const judged = suspects(view).some(({ seat }) => seat === partner?.seat);
  return (
    <header className="match-top">
      <h1 className="sr-only">
        {view.ruleset.title}, {view.phase === "guessing" ? "time to guess" : "in conversation"}
      </h1>
      <Link to="/" className="match-home" aria-label="AmIAnAI, first page">
        <Logo size={24} />
      </Link>
      <p className="match-partner">
        {partner ? (
          <>
            <Shape size={26} pAi={judged ? believed(view, belief.pAi, partner.seat) : 0.5} />
            <span>{partner.label}</span>
          </>
        ) : (
          <span>{view.ruleset.title}</span>
        )}
      </p>
      <MatchClock view={view} offset={state.clockOffset} span={phaseSpan(view, state.silence)} />
      {isOver(view.phase) ? null : <MatchMenu view={view} live={live} ask={ask} />}
      <ConnectionNote connection={state.connection} live={live} />
    </header>
  );
}
