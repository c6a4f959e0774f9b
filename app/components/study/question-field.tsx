import { useId } from "react";
import type { ShownQuestion } from "../../api/study-schemas.ts";

/** One question, as a field of a plain form. */
export function QuestionField({ question }: { question: ShownQuestion }) {
  const { kind, name, text, required } = question;
  if (kind === "choice") return <Choices question={question} />;
  const label = required ? text : `${text} (optional)`;
  if (kind === "number") return <NumberField question={question} label={label} />;
  return (
    <label className="block">
      <span className="mb-1 block font-semibold">{label}</span>
      <textarea className="field" name={name} rows={3} maxLength={2000} required={required} />
    </label>
  );
}

function NumberField({ question, label }: { question: ShownQuestion; label: string }) {
  const { name, min, max, required } = question;
  const hint = useId();
  return (
    <div>
      <label className="block">
        <span className="mb-1 block font-semibold">{label}</span>
        <input
          {...{ name, min, max, required }}
          className="field max-w-40"
          type="number"
          step="any"
          inputMode="decimal"
          aria-describedby={hint}
        />
      </label>
      <p id={hint} className="mt-2 text-small text-muted">
        From {min} to {max}.
      </p>
    </div>
  );
}

function Choices({
  question: { name, text, required, options = [] },
}: {
  question: ShownQuestion;
}) {
  return (
    <fieldset>
      <legend className="font-semibold">{required ? text : `${text} (optional)`}</legend>
      <div className="mt-2 grid gap-1">
        {options.map((option) => (
          <label key={option} className="choice">
            <input type="radio" name={name} value={option} required={required} />
            {option}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
