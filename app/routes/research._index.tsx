import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "../components/data-table.tsx";
import { Moment } from "../components/admin/moment.tsx";
import { ButtonLink } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { count } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { STATES } from "../components/research/state-words.ts";
import { TextLink } from "../components/text-link.tsx";
import { listExperiments } from "../services/experiments.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Experiments · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "researcher");
  return { experiments: await listExperiments(context, session) };
}

type Listed = ReturnType<typeof useLoaderData<typeof loader>>["experiments"][number];

export default function Experiments() {
  const { experiments } = useLoaderData<typeof loader>();
  const begin = <ButtonLink to="/research/experiments/new">Design an experiment</ButtonLink>;
  return (
    <>
      <PageHeader title="Experiments">
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      {experiments.length > 0 ? (
        <>
          <DataTable
            caption="Your experiments"
            head={["Experiment", "State", "Finished", "Changed"]}
            rows={experiments.map((listed) => ({ key: listed.id, cells: cellsOf(listed) }))}
            empty=""
          />
          <p className="mt-8">{begin}</p>
        </>
      ) : (
        <EmptyState title="No experiment yet" action={begin}>
          You write what is asked, who meets whom and what participants are told. They come by a
          link; what they do is yours to analyse and export.
        </EmptyState>
      )}
    </>
  );
}

function cellsOf({ id, title, version, state, amended, finished, target, changedAt }: Listed) {
  const page = `/research/experiments/${id}`;
  return [
    <TextLink key="title" to={state === "draft" ? `${page}/draft` : page}>
      {title}
    </TextLink>,
    <span key="state">
      {STATES[state]}, version <span className="figure">{version}</span>
      {amended ? (
        <>
          ; <TextLink to={`${page}/draft`}>an amendment is being written</TextLink>
        </>
      ) : null}
    </span>,
    <span key="finished" className="figure whitespace-nowrap">
      {state === "draft" ? "–" : `${count(finished)} of ${count(target)}`}
    </span>,
    <Moment key="changed" at={changedAt} />,
  ];
}
