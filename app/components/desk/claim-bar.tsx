import type { OpenedCase } from "../../services/desk.server.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { minute } from "../format.ts";
import { Notice } from "../notice.tsx";
import { rareSentence } from "../rare-problems.ts";

/** Whose the case is for the moment, and the way to take it or give it back. */
export function ClaimBar({ head: { id, claim, state } }: Pick<OpenedCase, "head">) {
  const action = `/api/v1/cases/${id}/claim`;
  const page = `/desk/cases/${id}`;
  if (claim && !claim.mine)
    return (
      <Notice>
        {claim.by} works on this case until {minute(claim.until)}. You can read it meanwhile.
      </Notice>
    );
  if (claim)
    return (
      <div className="flex flex-wrap items-center gap-4">
        <p>Yours until {minute(claim.until)}.</p>
        <ApiForm action={action} method="delete" then="/desk" say={rareSentence}>
          {(busy) => (
            <Button size="small" kind="quiet" aria-disabled={busy}>
              Give it back
            </Button>
          )}
        </ApiForm>
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-4">
      <p>{state === "open" ? "Nobody works on it." : "Closed."}</p>
      <ApiForm action={action} then={page} say={rareSentence}>
        {(busy) => (
          <Button size="small" kind="quiet" aria-disabled={busy} data-claim>
            Claim it for ten minutes
          </Button>
        )}
      </ApiForm>
    </div>
  );
}
