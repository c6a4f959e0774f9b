import type { ReactNode } from "react";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { Field } from "../field.tsx";
import { rareSentence } from "../rare-problems.ts";

interface ActFormProps {
  /** What opens the form: what is done, and to what. */
  title: string;
  action: string;
  method?: "post" | "delete";
  /** The page to come back to. */
  then: string;
  verb: string;
  /** What follows from it, in a sentence. */
  note?: string;
  /** The fields besides the reason. */
  children?: ReactNode;
}

/** What an admin does: opened first, with a reason that the log keeps. */
export function ActForm({ title, action, method, then, verb, note, children }: ActFormProps) {
  return (
    <details>
      <summary className="link inline-block min-h-11 cursor-pointer py-2">{title}</summary>
      <ApiForm
        action={action}
        method={method ?? "post"}
        then={then}
        say={rareSentence}
        className="measure mt-2 mb-6 space-y-5"
      >
        {(busy) => (
          <>
            {note ? <p className="text-muted">{note}</p> : null}
            {children}
            <Field
              label="Why"
              name="reason"
              required
              minLength={3}
              maxLength={1000}
              autoComplete="off"
              hint="The log keeps it, with your name and the time."
            />
            <Button size="small" aria-disabled={busy}>
              {verb}
            </Button>
          </>
        )}
      </ApiForm>
    </details>
  );
}
