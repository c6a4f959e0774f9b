import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";
import { WordsField } from "./words-field.tsx";

/** Nobody reads in a running match. In an emergency its chat ends, as if its time were up. */
export function RunningCase({ matchId, caseId }: { matchId: string; caseId: string }) {
  return (
    <div className="measure">
      <p className="text-lead">Still running; opens at its reveal.</p>
      <details className="mt-6">
        <summary className="link inline-block cursor-pointer py-2">In an emergency</summary>
        <p className="mt-2">
          The chat ends at once, as when its time is up, and the guesses follow. Nothing tells the
          players why. It is written down with your reason.
        </p>
        <ApiForm
          action={`/api/v1/matches/${matchId}/stop`}
          then={`/desk/cases/${caseId}`}
          say={rareSentence}
          className="mt-4 grid gap-4"
        >
          {(busy) => (
            <>
              <WordsField label="Reason" name="reason" most={1000} />
              <Button size="small" kind="quiet" aria-disabled={busy}>
                Stop the chat
              </Button>
            </>
          )}
        </ApiForm>
      </details>
    </div>
  );
}
