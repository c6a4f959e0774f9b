import type { FileDecision } from "../../../db/queries/case-file.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";
import { DONE, when } from "./desk-words.ts";
import { WordsField } from "./words-field.tsx";

interface DecisionListProps {
  caseId: string;
  decisions: readonly FileDecision[];
}

/** What was decided on this case, what was said against it, and the way back. */
export function DecisionList({ caseId, decisions }: DecisionListProps) {
  if (decisions.length === 0) return <p className="text-muted">Nothing yet.</p>;
  return (
    <ol className="grid gap-8">
      {decisions.map((decision) => (
        <li key={decision.id}>
          <p>
            <b>{DONE[decision.action]}</b>
            {decision.player ? ` ${decision.player}` : ""}
            {decision.until ? ` until ${when(decision.until)}` : ""}
            {decision.action === "ban" && !decision.until ? " for good" : ""}
          </p>
          <p className="text-small text-muted">
            {decision.by}, {when(decision.at)}
          </p>
          <p className="desk-quote">{decision.reason}</p>
          {decision.undone ? (
            <p className="mt-2 text-small">
              Taken back by {decision.undone.by}, {when(decision.undone.at)}:{" "}
              {decision.undone.reason}
            </p>
          ) : (
            <Undo caseId={caseId} decision={decision} />
          )}
          {decision.appeals.map((appeal) => (
            <Appeal key={appeal.id} caseId={caseId} appeal={appeal} decision={decision} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Undo({ caseId, decision }: { caseId: string; decision: FileDecision }) {
  return (
    <details className="mt-2">
      <summary className="link inline-block cursor-pointer py-2">Take it back</summary>
      <ApiForm
        action={`/api/v1/decisions/${decision.id}/undo`}
        then={`/desk/cases/${caseId}`}
        say={rareSentence}
        className="mt-2 grid gap-4"
      >
        {(busy) => (
          <>
            <WordsField label="Why it is taken back" name="reason" most={1000} />
            <Button size="small" kind="quiet" aria-disabled={busy}>
              Take it back
            </Button>
          </>
        )}
      </ApiForm>
    </details>
  );
}

interface AppealProps {
  caseId: string;
  appeal: FileDecision["appeals"][number];
  decision: FileDecision;
}

function Appeal({ caseId, appeal, decision }: AppealProps) {
  return (
    <div className="mt-5 border-l-4 border-ink pl-4">
      <p>
        <b>{appeal.player} appeals</b>{" "}
        <span className="text-small text-muted">{when(appeal.at)}</span>
      </p>
      <p className="desk-quote">{appeal.text}</p>
      {appeal.state === "open" ? (
        <ApiForm
          action={`/api/v1/appeals/${appeal.id}/answer`}
          then={`/desk/cases/${caseId}`}
          say={rareSentence}
          className="mt-4 grid gap-4"
        >
          {(busy) => (
            <>
              {decision.mine ? (
                <p className="text-small">
                  You made this decision: another moderator answers, unless there is none.
                </p>
              ) : null}
              <fieldset className="desk-actions">
                <legend className="text-small font-semibold">Answer</legend>
                <label className="desk-check">
                  <input type="radio" name="verdict" value="grant" required />
                  Grant: the decision is taken back
                </label>
                <label className="desk-check">
                  <input type="radio" name="verdict" value="refuse" required />
                  Refuse
                </label>
              </fieldset>
              <WordsField label="Answer to the player" name="answer" most={1000} />
              <Button size="small" aria-disabled={busy}>
                Answer
              </Button>
            </>
          )}
        </ApiForm>
      ) : (
        <p className="mt-2 text-small">
          {appeal.state === "granted" ? "Granted" : "Refused"}: {appeal.answer}
        </p>
      )}
    </div>
  );
}
