import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { HistoryRow } from "../components/history-row.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { TextLink } from "../components/text-link.tsx";
import { loadHistory } from "../services/profile.server.ts";
import { requirePlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Your matches · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const cursor = new URL(request.url).searchParams.get("cursor");
  return { ...(await loadHistory(context, player, cursor)), further: cursor !== null };
}

export default function History() {
  const { entries, nextCursor, further } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader title="Your matches">
        <p className="mt-4">
          <TextLink to="/me">Your figures</TextLink>
        </p>
      </PageHeader>
      {entries.length > 0 ? (
        <ul>
          {entries.map((entry) => (
            <HistoryRow key={entry.matchId} entry={entry} />
          ))}
        </ul>
      ) : (
        <EmptyState
          title={further ? "No earlier matches" : "No matches yet"}
          action={<ButtonLink to="/play">Play</ButtonLink>}
        >
          A match stands here once it is revealed.
        </EmptyState>
      )}
      <nav aria-label="Pages" className="mt-8 flex gap-4">
        {further ? (
          <ButtonLink to="/me/history" kind="quiet" size="small">
            Back to the latest
          </ButtonLink>
        ) : null}
        {nextCursor ? (
          <ButtonLink
            to={`/me/history?cursor=${encodeURIComponent(nextCursor)}`}
            kind="quiet"
            size="small"
          >
            Show earlier ones
          </ButtonLink>
        ) : null}
      </nav>
    </div>
  );
}
