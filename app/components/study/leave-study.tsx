import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";
import { TextLink } from "../text-link.tsx";

/** Leaving takes two steps, with or without scripts. */
export function LeaveStudy({ code }: { code: string }) {
  return (
    <details className="rule mt-12 py-5">
      <summary className="link inline-block min-h-11 cursor-pointer py-2">Leave the study</summary>
      <div className="measure pt-2">
        <p>
          You cannot come back afterwards. You get a code for whoever sent you here; it may be worth
          less than the one for playing to the end. What you did so far stays in the study, unless
          you <TextLink to={`/study/${code}/withdraw`}>withdraw your consent</TextLink> as well.
        </p>
        <ApiForm
          action={`/api/v1/studies/${code}/leave`}
          then={`/study/${code}`}
          say={rareSentence}
          className="mt-5"
        >
          {(busy) => (
            <Button kind="quiet" size="small" aria-disabled={busy}>
              Leave for good
            </Button>
          )}
        </ApiForm>
      </div>
    </details>
  );
}
