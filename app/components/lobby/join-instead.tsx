import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";

interface JoinInsteadProps {
  /** The ruleset that would seat the player at the next wave. */
  slug: string;
  title: string;
}

export function JoinInstead({ slug, title }: JoinInsteadProps) {
  return (
    <ApiForm action="/api/v1/lobby" then="/lobby">
      {(busy) => (
        <>
          <input type="hidden" name="ruleset" value={slug} />
          <Button aria-disabled={busy}>Play {title} instead</Button>
        </>
      )}
    </ApiForm>
  );
}
