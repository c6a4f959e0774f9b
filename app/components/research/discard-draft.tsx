import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";

/** Opened first: a draft does not come back. */
export function DiscardDraft({ id, version }: { id: string; version: number }) {
  return (
    <details className="rule pt-4">
      <summary className="link inline-block min-h-11 cursor-pointer py-2">
        Throw this draft away
      </summary>
      <ApiForm
        action={`/api/v1/experiments/${id}`}
        method="delete"
        then={version === 1 ? "/research" : `/research/experiments/${id}`}
        say={rareSentence}
        className="measure mt-2"
      >
        {(busy) => (
          <>
            <p className="mb-4 text-muted">
              {version === 1
                ? "The experiment goes with it. Download the design first if you may want it again."
                : "The versions before it stay as they are."}
            </p>
            <Button size="small" aria-disabled={busy}>
              Throw it away
            </Button>
          </>
        )}
      </ApiForm>
    </details>
  );
}
