import { Choices as Radios } from "../admin/choices.tsx";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";
import { type Choices, ExportFilters } from "./export-filters.tsx";
import { FORMAT_NAMES } from "./export-words.ts";

const FORMATS = Object.entries(FORMAT_NAMES).map(([value, text]) => ({ value, text }));

/** Orders an export. */
export function ExportForm({ choices }: { choices: Choices }) {
  return (
    <ApiForm
      action="/api/v1/exports"
      then="/research/exports"
      say={rareSentence}
      className="measure space-y-6"
    >
      {(busy) => (
        <>
          <ExportFilters {...choices} />
          <Radios legend="Format" name="format" choices={FORMATS} chosen="csv" />
          <Button aria-disabled={busy}>Have it made</Button>
        </>
      )}
    </ApiForm>
  );
}
