import {
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import { counted } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { DesignFacts } from "../components/research/design-facts.tsx";
import styles from "../components/research/design.css?url";
import { ProblemList } from "../components/research/problem-list.tsx";
import { Section } from "../components/section.tsx";
import { TextLink } from "../components/text-link.tsx";
import { draftShown, requireExperiment } from "../services/experiment-page.server.ts";

export const meta: MetaFunction = () => [{ title: "Start an experiment · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const experiment = await requireExperiment({ request, context, params });
  const draft = experiment.versions.find(({ state }) => state === "draft");
  if (!draft) return redirect(`/research/experiments/${experiment.id}`);
  const { problems, revision } = await draftShown(context, experiment, draft);
  const { design, version } = draft;
  const before = experiment.versions.find(({ state }) => state === "running" || state === "paused");
  const replaced = before && {
    version: before.version,
    playing: before.progress.answering + before.progress.playing,
  };
  return { id: experiment.id, version, revision, design, problems, replaced: replaced ?? null };
}

export default function Start() {
  const { id, version, revision, design, problems, replaced } = useLoaderData<typeof loader>();
  const page = `/research/experiments/${id}`;
  const ready = Object.keys(problems).length === 0;
  return (
    <>
      <PageHeader
        title="Start"
        lead="From then on nothing below changes any more, for anybody. An amendment is a new version."
      >
        <p className="mt-4">
          <TextLink to={`${page}/draft`}>Back to the draft</TextLink>
        </p>
        <ProblemNotice className="mt-6" say={rareSentence} />
        <ProblemList problems={problems} page={`${page}/draft`} />
      </PageHeader>
      {replaced ? (
        <p className="measure mb-8">
          Version {replaced.version} then lets nobody in any more.{" "}
          {counted(replaced.playing, "participant")} in it may play to the end.
        </p>
      ) : null}
      <div className="rule">
        <Section title="What is frozen" aside={<span className="figure">version {version}</span>}>
          <DesignFacts design={design} />
        </Section>
      </div>
      {ready ? (
        <ApiForm action={`/api/v1/experiments/${id}/start`} then={page} say={rareSentence}>
          {(busy) => (
            <>
              <input type="hidden" name="revision" value={revision} />
              <Button aria-disabled={busy}>Start version {version}</Button>
            </>
          )}
        </ApiForm>
      ) : null}
    </>
  );
}
