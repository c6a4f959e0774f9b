import { useNavigate } from "@remix-run/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Notice } from "../notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { beginExperiment, type NotBegun } from "./begin-experiment.ts";
import { fieldName } from "./design-words.ts";

/** A form that begins a draft and goes on to it. */
export function BeginForm({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<NotBegun | null>(null);

  async function send(form: HTMLFormElement) {
    setBusy(true);
    const begun = await beginExperiment(new FormData(form));
    setBusy(false);
    if (begun.ok) navigate(`/research/experiments/${begun.id}/draft`);
    else setProblem(begun);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) void send(event.currentTarget);
  }

  return (
    <form
      method="post"
      action="/api/v1/experiments"
      className="design-stack"
      aria-busy={busy}
      onSubmit={onSubmit}
    >
      {children}
      {problem ? (
        <Notice tone="problem">
          {rareSentence(problem.code)}
          <ul>
            {Object.entries(problem.fields).map(([name, wrong]) => (
              <li key={name}>
                {fieldName(name)}: {wrong}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </form>
  );
}
