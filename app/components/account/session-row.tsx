import type { z } from "zod";
import type { sessionsReply } from "../../api/schemas.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { day } from "../format.ts";
import { rareSentence } from "../rare-problems.ts";

type Session = z.infer<typeof sessionsReply>["sessions"][number];

/** A browser in which one is known, and the button that ends it there. */
export function SessionRow({ session }: { session: Session }) {
  const { id, browser, begunAt, seenAt, current } = session;
  return (
    <li className="rule flex flex-wrap items-center justify-between gap-x-8 gap-y-4 py-6">
      <div className="min-w-0">
        <h2 className="font-text font-semibold">
          {browser}
          {current ? <span className="font-normal text-muted"> · this one</span> : null}
        </h2>
        <p className="mt-1 text-small text-muted">
          Since <span className="figure">{day(begunAt)}</span>, last used{" "}
          <span className="figure">{day(seenAt)}</span>
        </p>
      </div>
      {current ? null : (
        <ApiForm
          action={`/api/v1/sessions/${id}`}
          method="delete"
          then="/me/sessions"
          say={rareSentence}
        >
          {(busy) => (
            <Button kind="quiet" size="small" aria-disabled={busy}>
              End it
              <span className="sr-only">
                : {browser}, since {day(begunAt)}
              </span>
            </Button>
          )}
        </ApiForm>
      )}
    </li>
  );
}
