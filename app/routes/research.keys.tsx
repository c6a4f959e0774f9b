import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { EmptyState } from "../components/empty-state.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { KeyForm } from "../components/research/key-form.tsx";
import { KeyRow } from "../components/research/key-row.tsx";
import { NewKey } from "../components/research/new-key.tsx";
import { Section } from "../components/section.tsx";
import { forgottenKeyCookie, loadKeys, newKeyIn } from "../services/keys.server.ts";
import { orUnavailable } from "../services/outage.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Keys · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "researcher");
  const keys = await orUnavailable(loadKeys(context, session));
  const secret = newKeyIn(request, context.env);
  const shown = { keys, secret, now: new Date().toISOString() };
  return secret === null
    ? data(shown)
    : data(shown, { headers: { "Set-Cookie": forgottenKeyCookie(context.env) } });
}

export default function Keys() {
  const { keys, secret, now } = useLoaderData<typeof loader>();
  // It stays until the page is left, although the server tells it once.
  const [shown, setShown] = useState(secret);
  if (secret !== null && secret !== shown) setShown(secret);
  return (
    <>
      <PageHeader
        title="Keys"
        lead="A key lets a program of yours read and export over the API, without your session. It does what its scopes name and nothing else, and only while you are a researcher."
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      {shown === null ? null : <NewKey secret={shown} />}
      {keys.length > 0 ? (
        <Section title="Your keys">
          <ul>
            {keys.map((key) => (
              <KeyRow key={key.id} shown={key} now={now} />
            ))}
          </ul>
        </Section>
      ) : (
        <EmptyState title="No key yet">
          Programs send one as <code>Authorization: Bearer aaai_…</code>. What they may call stands
          in{" "}
          <a className="link" href="/api/v1/openapi.json">
            the API’s description
          </a>
          .
        </EmptyState>
      )}
      <div className="rule">
        <Section title="Make a key">
          <KeyForm key={keys[0]?.id} />
        </Section>
      </div>
    </>
  );
}
