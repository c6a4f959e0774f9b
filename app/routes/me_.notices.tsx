import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "../components/empty-state.tsx";
import { day } from "../components/format.ts";
import { noticeTitle } from "../components/notices/notice-words.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { TextLink } from "../components/text-link.tsx";
import { noticesOf } from "../services/notices.server.ts";
import { requirePlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Your notices · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { notices: await noticesOf(context, await requirePlayer(request, context)) };
}

export default function Notices() {
  const { notices } = useLoaderData<typeof loader>();
  return (
    <div className="page pb-16">
      <PageHeader title="Your notices">
        <p className="mt-4">
          <TextLink to="/me">Your figures</TextLink>
        </p>
        <ProblemNotice say={rareSentence} className="mt-6" />
      </PageHeader>
      {notices.length > 0 ? (
        <ul>
          {notices.map((notice) => (
            <li key={notice.id} className="rule py-4">
              <TextLink to={`/me/notices/${notice.id}`} className="text-lead">
                {noticeTitle(notice)}
              </TextLink>
              <p className="text-small text-muted">
                {notice.match.title} · {day(notice.at)}
                {notice.undone ? " · taken back" : notice.standing ? "" : " · over"}
                {notice.appeal ? ` · appeal ${notice.appeal.state}` : ""}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title="No notices">
          If a moderator ever decides something about you or a match of yours, it stands here, with
          the reason and a way to appeal.
        </EmptyState>
      )}
    </div>
  );
}
