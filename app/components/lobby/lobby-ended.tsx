import { ButtonLink } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { JoinInstead } from "./join-instead.tsx";

const REASONS: Readonly<Record<string, { title: string; text: string }>> = {
  "nobody-else": {
    title: "Nobody else came",
    text: "This game needs another person, and none came in all these waves. Nothing replaces them. Try again later, or play a game that seats you at the next wave.",
  },
  left: { title: "You left the lobby", text: "Your place is free. You may come back at any time." },
  "not-heard": {
    title: "Your place was given up",
    text: "Your browser was not heard from for ten seconds, so that nobody would be seated with an empty chair. Choose a game to wait again.",
  },
};

const OTHER = { title: "The wait is over", text: "You are no longer waiting for a match." };

interface LobbyEndedProps {
  reason: string;
  /** A game that seats everybody at once, for whoever found nobody. */
  instead: { slug: string; title: string } | null;
}

export function LobbyEnded({ reason, instead }: LobbyEndedProps) {
  const { title, text } = REASONS[reason] ?? OTHER;
  const direct = reason === "nobody-else" && instead !== null;
  return (
    <EmptyState
      title={title}
      action={
        <div className="flex flex-wrap gap-4">
          {direct ? <JoinInstead {...instead} /> : null}
          <ButtonLink to="/play" kind={direct ? "quiet" : "full"}>
            Choose a game
          </ButtonLink>
        </div>
      }
    >
      {text}
    </EmptyState>
  );
}
