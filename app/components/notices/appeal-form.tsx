import { useId } from "react";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";

/** Once for each decision; another moderator reads it than decided. */
export function AppealForm({ id }: { id: string }) {
  const field = useId();
  return (
    <ApiForm
      action={`/api/v1/decisions/${id}/appeal`}
      then={`/me/notices/${id}`}
      say={rareSentence}
      className="measure grid gap-5"
    >
      {(busy) => (
        <>
          <div>
            <label htmlFor={field} className="mb-1 block font-semibold">
              What should be looked at again?
            </label>
            <textarea
              id={field}
              name="text"
              className="field"
              rows={5}
              required
              minLength={3}
              maxLength={2000}
              aria-describedby={`${field}-hint`}
            />
            <p id={`${field}-hint`} className="mt-2 text-small text-muted">
              You can appeal once. Where there is more than one moderator, another one answers.
            </p>
          </div>
          <div>
            <Button aria-disabled={busy}>Appeal</Button>
          </div>
        </>
      )}
    </ApiForm>
  );
}
