import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isOver } from "../client/match-state.ts";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { ReportFields } from "../components/report/report-fields.tsx";
import { partnersOf } from "../components/report/report-partners.ts";
import { ReportThanks } from "../components/report/report-thanks.tsx";
import { TextLink } from "../components/text-link.tsx";
import { matchView } from "../services/matches.server.ts";
import { requirePlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Report · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const view = await matchView(context, player, params.matchId ?? "");
  return {
    matchId: view.id,
    title: view.ruleset.title,
    partners: partnersOf(view),
    running: !isOver(view.phase) && !view.you.left,
    sent: new URL(request.url).searchParams.has("sent"),
  };
}

export default function Report() {
  const { matchId, title, partners, running, sent } = useLoaderData<typeof loader>();
  const at = `/matches/${matchId}`;
  return (
    <div className="page pb-16">
      <PageHeader
        title={sent ? "Reported" : "Report"}
        lead={sent ? undefined : `Your match of ${title}. A report goes to the moderators only.`}
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      {sent ? (
        <div role="status">
          <ReportThanks />
        </div>
      ) : (
        <ApiForm
          action={`/api/v1${at}/reports`}
          then={`${at}/report?sent=true`}
          say={rareSentence}
          className="measure"
        >
          {(busy) => (
            <>
              <ReportFields partners={partners} running={running} />
              <Button className="mt-8" aria-disabled={busy}>
                Send the report
              </Button>
            </>
          )}
        </ApiForm>
      )}
      <p className="mt-8 flex gap-6">
        <TextLink to={at}>Back to the match</TextLink>
        {sent ? <TextLink to="/play">Play</TextLink> : null}
      </p>
    </div>
  );
}
