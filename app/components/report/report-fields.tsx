import { useId } from "react";
import type { MatchView } from "../../api/schemas.ts";
import { CATEGORY_WORDS } from "./report-categories.ts";

interface ReportFieldsProps {
  partners: readonly Pick<MatchView["seats"][number], "seat" | "label">[];
  /** The match still runs, and may be left. */
  running: boolean;
}

/** What a report says: who, what, and a note. */
export function ReportFields({ partners, running }: ReportFieldsProps) {
  const id = useId();
  const [only, ...others] = partners;
  return (
    <>
      {only && others.length === 0 ? (
        <input type="hidden" name="seat" value={only.seat} />
      ) : (
        <Choices
          legend="Whom do you report?"
          name="seat"
          choices={partners.map(({ seat, label }) => [seat, label])}
        />
      )}
      <Choices
        legend="What is it?"
        name="category"
        choices={Object.entries(CATEGORY_WORDS)}
        className="mt-6"
      />
      <label htmlFor={id} className="mt-6 mb-1 block font-semibold">
        A note for the moderators
      </label>
      <textarea
        id={id}
        name="note"
        rows={3}
        maxLength={1000}
        className="field"
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="mt-2 text-small text-muted">
        If you like. They read the whole match anyway.
      </p>
      {running ? (
        <label className="report-choice mt-4">
          <input type="checkbox" name="leave" value="true" />
          <span>Leave the match now. It counts as leaving, and nobody is told.</span>
        </label>
      ) : null}
    </>
  );
}

interface ChoicesProps {
  legend: string;
  name: string;
  choices: readonly (readonly [value: string, label: string])[];
  className?: string;
}

function Choices({ legend, name, choices, className = "" }: ChoicesProps) {
  return (
    <fieldset className={className}>
      <legend className="font-semibold">{legend}</legend>
      <div className="mt-2 grid gap-x-6 sm:grid-cols-2">
        {choices.map(([value, label]) => (
          <label key={value} className="report-choice">
            <input type="radio" name={name} value={value} required />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
