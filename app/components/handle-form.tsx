import { ApiForm } from "./api-form.tsx";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

interface HandleFormProps {
  /** The name so far; null where there is no session yet. */
  handle: string | null;
}

/** Begins a session, with a name of one's own or with none; or changes the name of the session. */
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
            required={handle !== null}
            hint={`Shown to your partner at the reveal, and on the boards.${handle === null ? " Left empty, one is made for you." : ""}`}
          />
          <Button
            aria-disabled={busy}
            className="mt-6"
            {...(handle === null ? {} : { size: "small", kind: "quiet" })}
          >
            {handle === null ? "Begin as a guest" : "Change it"}
          </Button>
        </>
      )}
    </ApiForm>
  );
}
