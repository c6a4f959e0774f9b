import { type ReactNode, useId } from "react";
import type { ShownQuestion } from "../../api/study-schemas.ts";

interface QuestionFieldProps {
  question: ShownQuestion;
  /** What was written in it before. */
  sent?: string | undefined;
  /** What was wrong with that. */
  problem?: string | undefined;
}

/** One question, as a field of a plain form. */
export function QuestionField(props: QuestionFieldProps) {
  switch (props.question.kind) {
    case "choice":
      return <Choices {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "text":
      return <TextField {...props} />;
  }
}

function TextField({ question, sent, problem }: QuestionFieldProps) {
  const { name, required } = question;
  const wrong = useId();
  return (
    <div>
      <label className="block">
        <span className="mb-1 block font-semibold">{labelOf(question)}</span>
        <textarea
          {...{ name, required }}
          className="field"
          rows={3}
          maxLength={2000}
          defaultValue={sent}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? wrong : undefined}
        />
      </label>
      <Wrong id={wrong}>{problem}</Wrong>
    </div>
  );
}

function NumberField({ question, sent, problem }: QuestionFieldProps) {
  const { name, min, max, required } = question;
  const [hint, wrong] = [useId(), useId()];
  return (
    <div>
      <label className="block">
        <span className="mb-1 block font-semibold">{labelOf(question)}</span>
        <input
          {...{ name, min, max, required }}
          className="field max-w-40"
          type="number"
          step="any"
          inputMode="decimal"
          defaultValue={sent}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${hint} ${wrong}` : hint}
        />
      </label>
      <p id={hint} className="mt-2 text-small text-muted">
        From {min} to {max}.
      </p>
      <Wrong id={wrong}>{problem}</Wrong>
    </div>
  );
}

function Choices({ question, sent, problem }: QuestionFieldProps) {
  const { name, required, options = [] } = question;
  const wrong = useId();
  return (
    <fieldset aria-describedby={problem ? wrong : undefined}>
      <legend className="font-semibold">{labelOf(question)}</legend>
      <div className="mt-2 grid gap-1">
        {options.map((option) => (
          <label key={option} className="choice">
            <input
              {...{ name, required }}
              type="radio"
              value={option}
              defaultChecked={option === sent}
            />
            {option}
          </label>
        ))}
      </div>
      <Wrong id={wrong}>{problem}</Wrong>
    </fieldset>
  );
}

function Wrong({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <p id={id} className="mt-2 font-semibold">
      {children}
    </p>
  ) : null;
}

const labelOf = ({ text, required }: ShownQuestion) => (required ? text : `${text} (optional)`);
