import { useId } from "react";

interface ConfidenceFieldProps {
  value: number | null;
  onChange: (value: number) => void;
}

const WORDS = ["A shot in the dark", "Not very sure", "Fairly sure", "Very sure", "Certain"];

/** Asked by the published protocols beside the probability. */
export function ConfidenceField({ value, onChange }: ConfidenceFieldProps) {
  const id = useId();
  const shown = value ?? 0.5;
  const words = WORDS[Math.min(WORDS.length - 1, Math.floor(shown * WORDS.length))];
  return (
    <div className="confidence">
      <label htmlFor={id}>How sure are you?</label>
      <output htmlFor={id} className="text-muted">
        {words}
      </output>
      <input
        id={id}
        className="slider-input"
        type="range"
        name="confidence"
        min={0}
        max={1}
        step={0.05}
        value={shown}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
