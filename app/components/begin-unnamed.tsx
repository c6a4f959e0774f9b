import { ApiForm } from "./api-form.tsx";
import { Button } from "./button.tsx";

/** Begins a session under a name that is made for it. */
export function BeginUnnamed() {
  return (
    <ApiForm action="/api/v1/session" then="/play" className="mt-4">
      {(busy) => (
        <Button size="small" kind="quiet" aria-disabled={busy}>
          Begin without one
        </Button>
      )}
    </ApiForm>
  );
}
