import type { OpenedCase } from "../../services/desk.server.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";
import { ACTIONS } from "./desk-words.ts";
import { Select } from "./select.tsx";
import { WordsField } from "./words-field.tsx";

type File = NonNullable<OpenedCase["file"]>;

const DAYS = [
  ["1", "1 day"],
  ["3", "3 days"],
  ["7", "7 days"],
  ["30", "30 days (a ban only)"],
  ["365", "A year (a ban only)"],
  ["", "For good (a ban only)"],
] as const;

interface DecideFormProps {
  head: OpenedCase["head"];
  file: File;
  /** Messages above choose themselves for this form. */
  id: string;
}

/** A decision, with its reason. A message to hide is chosen in the transcript. */
export function DecideForm({ head, file, id }: DecideFormProps) {
  const people = file.seats.filter(({ round, playerId }) => round === 1 && playerId !== null);
  const accused = file.seats.find(({ id: seatId }) => seatId === file.reports[0]?.aboutSeatId);
  return (
    <ApiForm
      action={`/api/v1/cases/${head.id}/decisions`}
      then={`/desk/cases/${head.id}`}
      say={rareSentence}
      id={id}
      className="grid gap-5"
    >
      {(busy) => (
        <>
          <input type="hidden" name="version" value={head.version} />
          <fieldset>
            <legend className="text-small font-semibold">Decision</legend>
            <div className="desk-actions">
              {ACTIONS.filter(
                ({ action }) => action !== "count" || head.ratedReason === "suspected-collusion",
              ).map(({ action, key, text }) => (
                <label key={action} className="desk-check">
                  <input type="radio" name="action" value={action} required />
                  {text} <kbd aria-hidden="true">{key}</kbd>
                </label>
              ))}
            </div>
          </fieldset>
          <Select
            label="Who (to warn, mute or ban)"
            name="playerId"
            options={[
              ["", "Nobody"],
              ...people.map(
                ({ playerId, name, label }) => [playerId ?? "", `${name} (${label})`] as const,
              ),
            ]}
            defaultValue={accused?.playerId ?? ""}
          />
          <Select label="How long (a mute or ban)" name="days" options={DAYS} defaultValue="3" />
          <WordsField
            label="Reason"
            name="reason"
            most={1000}
            hint="Shown to whom it concerns, who may appeal."
          />
          <label className="desk-check">
            <input type="checkbox" name="keepOpen" value="true" />
            Keep the case open for a further decision
          </label>
          <Button size="small" aria-disabled={busy}>
            Decide
          </Button>
        </>
      )}
    </ApiForm>
  );
}
