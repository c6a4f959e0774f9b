import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SessionRow } from "../components/account/session-row.tsx";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { TextLink } from "../components/text-link.tsx";
import { orUnavailable } from "../services/outage.ts";
import { sessionOf } from "../services/session.server.ts";
import { loadSessions } from "../services/sessions.server.ts";

export const meta: MetaFunction = () => [{ title: "Where you are known · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await orUnavailable(sessionOf(request, context));
  if (!session) return redirect("/");
  return { sessions: await orUnavailable(loadSessions(context, session)) };
}

export default function Sessions() {
  const { sessions } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title="Where you are known"
        lead="Every browser in which you play under this name. End those that are not yours."
      >
        <p className="mt-4">
          <TextLink to="/me">Your figures</TextLink>
        </p>
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <ApiForm
          action="/api/v1/sessions"
          method="delete"
          then="/me/sessions"
          say={rareSentence}
          className="rule py-8"
        >
          {(busy) => (
            <Button kind="quiet" size="small" aria-disabled={busy}>
              End all others
            </Button>
          )}
        </ApiForm>
      ) : (
        <p className="rule measure py-8 text-muted">There is no other one.</p>
      )}
    </div>
  );
}
