import type { KeyScope } from "../../../db/schema/research.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { Field } from "../field.tsx";
import { rareSentence } from "../rare-problems.ts";

const SCOPES: readonly { scope: KeyScope; text: string }[] = [
  { scope: "exports", text: "make, list and download exports" },
  { scope: "analysis", text: "read the analysis" },
  { scope: "experiments", text: "read your experiments" },
];

const DAYS = [7, 30, 90, 365];

/** Makes a key. */
export function KeyForm() {
  return (
    <ApiForm
      action="/api/v1/keys"
      then="/research/keys"
      say={rareSentence}
      className="measure space-y-6"
    >
      {(busy) => (
        <>
          <Field
            label="What it is for"
            name="name"
            required
            maxLength={60}
            autoComplete="off"
            hint="For you to know it by, such as the script or the machine that uses it."
          />
          <fieldset>
            <legend className="mb-1 font-semibold">What it may do</legend>
            {SCOPES.map(({ scope, text }) => (
              <label key={scope} className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  name="scopes"
                  value={scope}
                  defaultChecked={scope === "exports"}
                />
                {text}
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend className="mb-1 font-semibold">How long it is good</legend>
            <div className="flex flex-wrap gap-x-6">
              {DAYS.map((days) => (
                <label key={days} className="flex min-h-11 items-center gap-3">
                  <input type="radio" name="days" value={days} defaultChecked={days === 90} />
                  {days === 365 ? "a year" : `${days} days`}
                </label>
              ))}
            </div>
          </fieldset>
          <Button aria-disabled={busy}>Make a key</Button>
        </>
      )}
    </ApiForm>
  );
}
