import { type FormEvent, useState } from "react";
import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
import type { Belief, MatchState } from "../../client/match-state.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { BeliefSlider } from "./belief-slider.tsx";
import { ConfidenceField } from "./confidence-field.tsx";
import { GuessShapes } from "./guess-shapes.tsx";
import { PayoffTable } from "./payoff-table.tsx";
import { refusalSentence } from "./refusal-words.ts";
import { askedAbout, believed, choiceOf } from "./seats.ts";
import { useServerNow } from "./use-server-now.ts";
import { cssValues } from "./css-values.ts";

interface GuessPanelProps {
  state: MatchState;
  client: MatchClient;
  live: boolean;
}

/** The slider, always at hand; opened, what a guess pays and why it is made. */
export function GuessPanel({ state, client, live }: GuessPanelProps) {
  const { view, belief } = state;
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const now = useServerNow(view.now, state.clockOffset);
  const asked = askedAbout(view);
  if (!asked) return null;
  const pAi = believed(view, belief.pAi, asked.seat);
  const between = choiceOf(view);
  const may = view.canGuess || (view.canGuessAt !== null && now >= Date.parse(view.canGuessAt));
  const expanded = open || view.phase === "guessing";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!may || busy || !asked) return;
    setBusy(true);
    setProblem(null);
    const refusal = await client.guess({ seat: asked.seat, pAi, ...wordsOf(view, belief) });
    setBusy(false);
    if (refusal) setProblem(refusal.code);
  }

  return (
    <form
      id="guess"
      className="guess"
      method="post"
      action={`/api/v1/matches/${view.id}/guesses`}
      data-open={expanded}
      style={cssValues({ "--p-ai": between ? 0.5 : pAi })}
      onSubmit={(event) => void submit(event)}
    >
      <input type="hidden" name="seat" value={asked.seat} />
      <GuessShapes pAi={pAi} between={between} />
      <BeliefSlider
        pAi={pAi}
        between={between}
        onChange={(value) =>
          client.dispatch({ type: "believe", belief: { pAi: { [asked.seat]: value } } })
        }
      />
      {view.phase === "guessing" ? null : (
        <button
          type="button"
          className="guess-toggle"
          aria-expanded={expanded}
          aria-controls="guess-more"
          onClick={() => setOpen(!open)}
        >
          {open ? "Close" : "Guess"}
        </button>
      )}
      <div id="guess-more" className="guess-more">
        <PayoffTable pAi={pAi} between={between} />
        {view.ruleset.asksConfidence ? (
          <ConfidenceField
            value={belief.confidence}
            onChange={(confidence) => client.dispatch({ type: "believe", belief: { confidence } })}
          />
        ) : null}
        {view.ruleset.asksReason ? (
          <label className="guess-reason">
            <span>Why? (optional)</span>
            <textarea
              name="reason"
              rows={1}
              className="field"
              maxLength={1000}
              value={belief.reason}
              onChange={(event) =>
                client.dispatch({ type: "believe", belief: { reason: event.target.value } })
              }
            />
          </label>
        ) : null}
        <p className="guess-hint">{tellsHint(belief.tells.length)}</p>
        <Button size="small" aria-disabled={live && (!may || busy)} className="guess-submit">
          Make the guess
        </Button>
        <p className="guess-hint" role={may ? "status" : undefined}>
          {may ? "A guess is final." : waitWords(view, now)}
        </p>
        {problem ? <Notice tone="problem">{refusalSentence(problem)}</Notice> : null}
      </div>
    </form>
  );
}

function wordsOf(view: MatchView, belief: Belief) {
  const reason = belief.reason.trim();
  return {
    tells: belief.tells,
    ...(view.ruleset.asksReason && reason !== "" ? { reason } : {}),
    ...(belief.confidence === null ? {} : { confidence: belief.confidence }),
  };
}

function tellsHint(marked: number): string {
  if (marked === 0) return "Mark the messages that gave them away.";
  return marked === 1 ? "One message marked." : `${marked} messages marked.`;
}

function waitWords({ canGuessAt, ruleset }: MatchView, now: number): string {
  const silence = `after ${ruleset.silenceSeconds} seconds without a message from them`;
  if (canGuessAt === null) return `You may guess when the time is up, or ${silence}.`;
  const seconds = Math.ceil((Date.parse(canGuessAt) - now) / 1000);
  return seconds > 15
    ? `You may guess when the time is up, or ${silence}.`
    : `If they stay silent, you may guess in ${seconds} s.`;
}
