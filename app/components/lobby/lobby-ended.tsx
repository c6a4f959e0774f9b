import { ButtonLink } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";

const REASONS: Readonly<Record<string, { title: string; text: string }>> = {
  "nobody-else": {
    title: "Nobody else came",
    text: "This game needs another person, and none came in all these waves. Nothing replaces them. Try again later, or choose a game that seats you at once.",
  },
  left: { title: "You left the lobby", text: "Your place is free. You may come back at any time." },
  "not-heard": {
    title: "Your place was given up",
    text: "Your browser was not heard from for ten seconds, so that nobody would be seated with an empty chair. Choose a game to wait again.",
  },
};

const OTHER = { title: "The wait is over", text: "You are no longer waiting for a match." };

export function LobbyEnded({ reason }: { reason: string }) {
  const { title, text } = REASONS[reason] ?? OTHER;
  return (
    <EmptyState title={title} action={<ButtonLink to="/play">Choose a game</ButtonLink>}>
      {text}
    </EmptyState>
  );
}
