import type { MatchView } from "../../api/schemas.ts";
import { ButtonLink } from "../button.tsx";
import { Shape } from "../shape.tsx";
import { beliefWords, choiceWords } from "./belief-words.ts";
import { choiceOf, ownGuess } from "./seats.ts";

/** Beside the conversation of a seat that owes no guess: what it waits for. */
export function WaitingNote({ view }: { view: MatchView }) {
  if (view.you.left) {
    return (
      <div className="waiting" role="status">
        <h2 className="waiting-title">You left</h2>
        <p>
          The match goes on in silence and is revealed when it ends. There is nothing left to do
          here.
        </p>
        <ButtonLink to="/play" kind="quiet" size="small" className="mt-4">
          Choose a game
        </ButtonLink>
      </div>
    );
  }
  const guess = ownGuess(view);
  if (!guess) return <WitnessNote view={view} />;
  return (
    <div className="waiting" role="status">
      {choiceOf(view) ? null : <Shape pAi={guess.pAi} className="guess-shape" />}
      <h2 className="waiting-title">{guessWords(view, guess)}</h2>
      <p>
        Your guess is in.{" "}
        {view.phase === "chatting"
          ? "The other side may write on. The reveal comes when everybody has guessed, or when the time is up."
          : "The reveal comes when everybody has guessed, or when the time is up."}
      </p>
    </div>
  );
}

function WitnessNote({ view }: { view: MatchView }) {
  const deciding = view.phase === "guessing";
  return (
    <div className="waiting" role="status">
      <h2 className="waiting-title">{deciding ? "They are deciding" : "You are a witness"}</h2>
      <p>
        {deciding
          ? "The interrogator has the time above to make a guess. The reveal follows."
          : "You are asked, and you make no guess. Answer as yourself: you gain when you are taken for the human that you are."}
      </p>
    </div>
  );
}

function guessWords(view: MatchView, guess: MatchView["guesses"][number]): string {
  const choice = choiceOf(view);
  if (!choice) return beliefWords(guess.pAi);
  const pAi = guess.seat === choice.first ? guess.pAi : 1 - guess.pAi;
  return choiceWords(pAi, choice.first, choice.second);
}
