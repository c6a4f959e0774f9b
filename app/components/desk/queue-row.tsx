import type { QueuedCase } from "../../../db/queries/case-queue.ts";
import { ApiForm } from "../api-form.tsx";
import { Button, ButtonLink } from "../button.tsx";
import { counted, minute } from "../format.ts";
import { rareSentence } from "../rare-problems.ts";
import { ageText, CATEGORIES, FLAGS, when } from "./desk-words.ts";

export function QueueRow({ queued, now }: { queued: QueuedCase; now: string }) {
  const { ruleset, openedAt, closedAt, priority, reports, flags, appeals } = queued;
  const about = [
    ...queued.categories.map((category) => CATEGORIES[category]),
    ...queued.kinds.map((kind) => `${FLAGS[kind]} (flag)`),
  ];
  return (
    <li className="desk-row rule">
      <span className="figure desk-priority" title="Priority">
        <span className="sr-only">Priority </span>
        {priority}
      </span>
      <span className="min-w-0">
        <span className="block text-lead">{about.join(", ") || "No report stands"}</span>
        <span className="block text-small text-muted">
          {ruleset} · {counted(reports, "report")} · {counted(flags, "flag")} ·{" "}
          {closedAt ? `closed ${when(closedAt)}` : `waits ${ageText(openedAt, now)}`}
        </span>
        {appeals > 0 ? (
          <span className="block text-small font-semibold">
            {counted(appeals, "appeal")} to answer
          </span>
        ) : null}
        <Claimed queued={queued} />
      </span>
      <Way queued={queued} />
    </li>
  );
}

function Claimed({ queued: { claim, running } }: { queued: QueuedCase }) {
  if (running) return <span className="block text-small">Still running; opens at its reveal.</span>;
  if (!claim) return null;
  return (
    <span className="block text-small">
      {claim.mine ? "Yours" : `${claim.by} works on it`} until {minute(claim.until)}
    </span>
  );
}

/** To open a case for work is to claim it; what others work on, and what is closed, can be read. */
function Way({ queued: { id, claim, running, state, matchId } }: { queued: QueuedCase }) {
  const page = `/desk/cases/${id}`;
  const about = `case about match ${matchId.slice(-6)}`;
  if (running || state === "closed" || (claim && !claim.mine))
    return (
      <ButtonLink to={page} kind="quiet" size="small" data-row aria-label={`Look at the ${about}`}>
        Look
      </ButtonLink>
    );
  return (
    <ApiForm action={`/api/v1/cases/${id}/claim`} then={page} say={rareSentence}>
      {(busy) => (
        <Button size="small" data-row aria-disabled={busy} aria-label={`Open the ${about}`}>
          Open
        </Button>
      )}
    </ApiForm>
  );
}
