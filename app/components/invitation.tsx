import { TextLink } from "./text-link.tsx";

/** What everybody is told before play, as one tells a guest. */
export function Invitation() {
  return (
    <div className="measure space-y-4">
      <p>
        Whoever you meet may be a person or an AI. A lot decides for each player, by the share that
        stands with the game, and nobody’s history weighs in it. People meet people only when enough
        of them are here at the same moment; with few people here, nearly all partners are AI.
      </p>
      <p>
        You are asked to play as yourself. Say nothing that would tell a stranger who you are: your
        messages are stored, with your guesses and their times, and where a partner is an AI, what
        you write is read by the language model that plays it.{" "}
        <TextLink to="/how#stored">What is stored, in full</TextLink>.
      </p>
      <p>After the guess, and not before, you are told what your partner was.</p>
    </div>
  );
}
