import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { DecisionNotice } from "../../db/queries/notices.ts";
import { AppealForm } from "../components/notices/appeal-form.tsx";
import { noticeMeaning, noticeTitle } from "../components/notices/notice-words.ts";
import { day, minute } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { Section } from "../components/section.tsx";
import { TextLink } from "../components/text-link.tsx";
import { noticeOf } from "../services/notices.server.ts";
import { requirePlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "A notice · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const { decisionId = "" } = params;
  const notice = UUID.test(decisionId) ? await noticeOf(context, player, decisionId) : null;
  if (!notice) throw new Response(null, { status: 404, statusText: "Not Found" });
  return notice;
}

export default function Notice() {
  const notice = useLoaderData<typeof loader>();
  const { reason, match, message, at, undone } = notice;
  return (
    <div className="page pb-16">
      <PageHeader title={noticeTitle(notice)} lead={noticeMeaning(notice)}>
        <p className="mt-4">
          <TextLink to="/me/notices">Your notices</TextLink>
        </p>
        <ProblemNotice say={rareSentence} className="mt-6" />
      </PageHeader>
      <div className="rule">
        <Section title="Why">
          <p className="measure whitespace-pre-line">{reason}</p>
          {message === null ? null : (
            <p className="measure mt-4">
              The message: <q>{message}</q>
            </p>
          )}
          <p className="mt-4 text-small text-muted">
            A moderator, {day(at)}, {minute(at)}, about{" "}
            <TextLink to={`/matches/${match.id}`}>
              {match.title} of {day(match.endedAt)}
            </TextLink>
          </p>
          {undone ? (
            <p className="measure mt-4 font-semibold">
              Taken back on {day(undone.at)}: {undone.reason}
            </p>
          ) : null}
        </Section>
      </div>
      <div className="rule">
        <Section title="Your appeal">
          <Appeal notice={notice} />
        </Section>
      </div>
    </div>
  );
}

function Appeal({ notice: { id, appeal, undone } }: { notice: DecisionNotice }) {
  if (!appeal)
    return undone ? (
      <p className="text-muted">There is nothing left to appeal.</p>
    ) : (
      <AppealForm id={id} />
    );
  return (
    <div className="measure">
      <p className="whitespace-pre-line">{appeal.text}</p>
      <p className="mt-2 text-small text-muted">You, {day(appeal.at)}</p>
      <p className="mt-4">
        {appeal.state === "open"
          ? "It waits for a moderator. The answer will stand here."
          : `${appeal.state === "granted" ? "Granted" : "Refused"}: ${appeal.answer ?? ""}`}
      </p>
    </div>
  );
}
