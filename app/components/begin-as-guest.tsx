import { ApiForm } from "./api-form.tsx";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

/** A session with a name of one's own, or with none. */
export function BeginAsGuest() {
  return (
    <ApiForm action="/api/v1/session" then="/play" className="measure">
      {(busy) => (
        <>
          <input type="hidden" name="next" value="/play" />
          <Field
            label="A name, if you like"
            name="handle"
            maxLength={24}
            autoComplete="nickname"
            hint="Shown to your partner at the reveal, and on the boards. Left empty, one is made for you."
          />
          <Button aria-disabled={busy} className="mt-6">
            Begin as a guest
          </Button>
        </>
      )}
    </ApiForm>
  );
}
