import { type FormEvent, useEffect, useRef, useState } from "react";
import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
import { isOver } from "../../client/match-state.ts";
import { problemOf } from "../api-problem.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { ReportFields } from "./report-fields.tsx";
import { partnersOf } from "./report-partners.ts";
import { ReportThanks } from "./report-thanks.tsx";

interface ReportDialogProps {
  view: MatchView;
  client: MatchClient;
  onClose: () => void;
}

export function ReportDialog({ view, client, onClose }: ReportDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Letters are dealt anew each round: what is written is about who sat there when it was opened.
  const [opened] = useState(view);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const action = `/api/v1/matches/${view.id}/reports`;
  useEffect(() => dialog.current?.showModal(), []);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const refusal = await problemOf(action, "post", form);
    setBusy(false);
    setProblem(refusal?.code ?? null);
    setSent(refusal === null);
    if (form.has("leave")) void client.refresh();
  }

  return (
    <dialog ref={dialog} className="match-dialog" aria-labelledby="report-title" onClose={onClose}>
      <h2 id="report-title" className="mb-5 text-heading">
        Report
      </h2>
      {sent ? (
        <>
          <div role="status">
            <ReportThanks />
          </div>
          <Button
            type="button"
            size="small"
            className="mt-6"
            autoFocus
            onClick={() => dialog.current?.close()}
          >
            Close
          </Button>
        </>
      ) : (
        <form method="post" action={action} onSubmit={(event) => void send(event)} aria-busy={busy}>
          <input type="hidden" name="round" value={opened.round} />
          <ReportFields
            partners={partnersOf(opened)}
            running={!isOver(view.phase) && !view.you.left}
          />
          <div className="mt-6 flex flex-wrap gap-3">
            <Button size="small" aria-disabled={busy}>
              Send the report
            </Button>
            <Button type="button" kind="quiet" size="small" onClick={() => dialog.current?.close()}>
              Cancel
            </Button>
          </div>
          {problem ? (
            <Notice tone="problem" className="mt-5">
              {rareSentence(problem)}
            </Notice>
          ) : null}
        </form>
      )}
    </dialog>
  );
}
