import { useNavigate } from "@remix-run/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Notice } from "./notice.tsx";
import { problemOf, type Problem } from "./api-problem.ts";
import { problemSentence } from "./problems.ts";

interface ApiFormProps {
  action: string;
  /** Where a success leads; the API's own redirect says the same to a plain form. */
  then: string;
  method?: "post" | "delete";
  className?: string;
  /** Fields elsewhere on the page name it. */
  id?: string;
  /** The words for what may go wrong, where the common ones do not do. */
  say?: (code: string) => string;
  children: (busy: boolean) => ReactNode;
}

/** The state of the place that a success leads to: who guards what was not saved lets it pass. */
export const DONE = "done";

/** A plain form to the API; with JavaScript the same form is sent by fetch and the page stays. */
export function ApiForm(props: ApiFormProps) {
  const { action, then, method = "post", className, id, say = problemSentence, children } = props;
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function send(form: HTMLFormElement) {
    setBusy(true);
    setProblem(null);
    const found = await problemOf(action, method, new FormData(form));
    setBusy(false);
    if (found?.matchId) navigate(`/matches/${found.matchId}`);
    else if (found) setProblem(found);
    else navigate(then, { state: DONE });
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) void send(event.currentTarget);
  }

  return (
    <form
      id={id}
      method="post"
      action={action}
      onSubmit={onSubmit}
      className={className}
      aria-busy={busy}
    >
      {method === "delete" ? <input type="hidden" name="_method" value="delete" /> : null}
      {children(busy)}
      {problem ? (
        <Notice tone="problem" className="mt-4">
          {say(problem.code)}
        </Notice>
      ) : null}
    </form>
  );
}
