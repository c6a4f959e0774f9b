import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { useRef } from "react";
import { casesQuery } from "../api/desk-schemas.ts";
import { Button, ButtonLink } from "../components/button.tsx";
import styles from "../components/desk/desk.css?url";
import { KeysDialog } from "../components/desk/keys-dialog.tsx";
import { QueueFilters } from "../components/desk/queue-filters.tsx";
import { QueueRow } from "../components/desk/queue-row.tsx";
import { step, useKeys } from "../components/desk/use-keys.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { TextLink } from "../components/text-link.tsx";
import { queuePage } from "../services/desk.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Desk · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "moderator");
  const asked = casesQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const query = asked.data ?? casesQuery.parse({});
  return { ...(await queuePage(context, session, query)), query, now: new Date().toISOString() };
}

const KEYS = [
  { keys: "j k", does: "Next case, case before; the arrows do too" },
  { keys: "Enter", does: "Open it, which makes it yours for ten minutes" },
  { keys: "o m x", does: "Open cases, mine, closed ones" },
  { keys: "?", does: "These keys" },
  { keys: "Esc", does: "Leave a field, close this" },
];

export default function Desk() {
  const { cases, nextCursor, query, now } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const next = () => step("[data-row]", 1);
  const before = () => step("[data-row]", -1);
  useKeys({
    ...{ j: next, ArrowDown: next, k: before, ArrowUp: before },
    o: () => navigate("/desk"),
    m: () => navigate("/desk?state=mine"),
    x: () => navigate("/desk?state=closed"),
    "?": () => dialog.current?.showModal(),
  });
  const further = new URLSearchParams(search);
  if (nextCursor) further.set("cursor", nextCursor);
  return (
    <div className="page">
      <PageHeader title="Desk">
        <p className="mt-4 flex flex-wrap gap-x-6">
          <TextLink to="/desk/audit">Audit log</TextLink>
          <button type="button" className="link" onClick={() => dialog.current?.showModal()}>
            Keys
          </button>
        </p>
        <ProblemNotice say={rareSentence} className="mt-6" />
      </PageHeader>
      <KeysDialog dialog={dialog} keys={KEYS} />
      <QueueFilters key={search.toString()} query={query} />
      {cases.length > 0 ? (
        <ul>
          {cases.map((queued) => (
            <QueueRow key={queued.id} queued={queued} now={now} />
          ))}
        </ul>
      ) : (
        <EmptyState title="No case">
          {query.state === "open"
            ? "Nothing waits here. Reports and grave flags open cases."
            : "Nothing of this kind."}
        </EmptyState>
      )}
      <nav aria-label="Pages" className="my-8 flex gap-4">
        {query.cursor ? (
          <Button type="button" kind="quiet" size="small" onClick={() => navigate(-1)}>
            Back
          </Button>
        ) : null}
        {nextCursor ? (
          <ButtonLink to={`/desk?${further.toString()}`} kind="quiet" size="small">
            Further cases
          </ButtonLink>
        ) : null}
      </nav>
    </div>
  );
}
