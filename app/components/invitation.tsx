import { TextLink } from "./text-link.tsx";

/** What everybody is told before play, as one tells a guest. */
export function Invitation() {
  return (
    <div className="measure space-y-4">
      <p>
        Your partner may be a person or an AI. A lot decides, by the share that stands with each
        game. People can only meet people who are here at the same moment; with few people here,
        nearly all partners are AI.
      </p>
      <p>
        Play as yourself, but give nothing away that would tell a stranger who you are. Messages,
        guesses and their times are stored, and where the partner is an AI, a language model reads
        what you write. <TextLink to="/privacy">What is stored, in full</TextLink>.
      </p>
      <p>After the guess, and not before, you are told what they were.</p>
    </div>
  );
}
