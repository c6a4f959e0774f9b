import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { rareSentence } from "../rare-problems.ts";

interface TurnFormProps {
  id: string;
  turn: "pause" | "resume" | "close" | "amend";
  title: string;
  note: string;
  verb: string;
}

/** Opened first: what it does to participants is said before it is done. */
export function TurnForm({ id, turn, title, note, verb }: TurnFormProps) {
  const page = `/research/experiments/${id}`;
  return (
    <details>
      <summary className="link inline-block min-h-11 cursor-pointer py-2">{title}</summary>
      <ApiForm
        action={`/api/v1/experiments/${id}/${turn}`}
        then={turn === "amend" ? `${page}/draft` : page}
        say={rareSentence}
        className="measure mt-2 mb-6"
      >
        {(busy) => (
          <>
            <p className="mb-4 text-muted">{note}</p>
            <Button size="small" aria-disabled={busy}>
              {verb}
            </Button>
          </>
        )}
      </ApiForm>
    </details>
  );
}
