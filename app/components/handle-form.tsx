import { ApiForm } from "./api-form.tsx";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

interface HandleFormProps {
  /** The name so far; null where there is no session yet. */
  handle: string | null;
}

/** Begins a session under a name of one's own, or changes the name of the session. */
export function HandleForm({ handle }: HandleFormProps) {
  return (
    <ApiForm action="/api/v1/session" then="/play" className="measure">
      {(busy) => (
        <>
          <input type="hidden" name="next" value="/play" />
          <Field
            label={handle === null ? "A name, if you like" : "Your name"}
            name="handle"
            maxLength={24}
            autoComplete="nickname"
            defaultValue={handle ?? ""}
            required
            hint="Shown to your partner at the reveal, and on the boards."
          />
          <Button size="small" aria-disabled={busy} className="mt-6">
            {handle === null ? "Begin under this name" : "Change it"}
          </Button>
        </>
      )}
    </ApiForm>
  );
}
