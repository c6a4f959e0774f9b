import { useId } from "react";
import {
  beliefWords,
  type Choice,
  choiceWords,
  LEAST,
  MOST,
  payoffSentence,
  STEP,
} from "./belief-words.ts";

interface BeliefSliderProps {
  pAi: number;
  /** The two witnesses of a `which-human` guess; without them one partner, AI to human. */
  between: Choice | undefined;
  disabled?: boolean;
  onChange: (pAi: number) => void;
}

/**
 * From square to circle, left to right, as everywhere: so the input, whose value is the probability
 * of AI, runs from right to left. Between two witnesses it runs from "the first is human".
 */
export function BeliefSlider({ pAi, between, disabled = false, onChange }: BeliefSliderProps) {
  const id = useId();
  const words = between ? choiceWords(pAi, between.first, between.second) : beliefWords(pAi);
  return (
    <div className="slider" data-between={between !== undefined}>
      <label htmlFor={id} className="slider-label">
        {between ? "Which one is human?" : "AI or human?"}
      </label>
      <output htmlFor={id} className="slider-words">
        {words}
      </output>
      <span className="slider-end" data-end={between ? "human" : "ai"} aria-hidden>
        {between?.first ?? "AI"}
      </span>
      <input
        id={id}
        className="slider-input"
        type="range"
        name="pAi"
        dir={between ? "ltr" : "rtl"}
        min={LEAST}
        max={MOST}
        step={STEP}
        value={pAi}
        disabled={disabled}
        aria-valuetext={`${words}. ${payoffSentence(pAi, between)}`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="slider-end" data-end="human" aria-hidden>
        {between?.second ?? "Human"}
      </span>
    </div>
  );
}
