import {
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { DesignForm } from "../components/research/design-form.tsx";
import styles from "../components/research/design.css?url";
import { DiscardDraft } from "../components/research/discard-draft.tsx";
import { ProblemList } from "../components/research/problem-list.tsx";
import { TextLink } from "../components/text-link.tsx";
import { draftShown, requireExperiment } from "../services/experiment-page.server.ts";

export const meta: MetaFunction = () => [{ title: "A draft · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const experiment = await requireExperiment({ request, context, params });
  const draft = experiment.versions.find(({ state }) => state === "draft");
  if (!draft) return redirect(`/research/experiments/${experiment.id}`);
  return draftShown(context, experiment, draft);
}

export default function Draft() {
  const draft = useLoaderData<typeof loader>();
  const { id, version, form, problems } = draft;
  return (
    <>
      <PageHeader
        title={version === 1 ? "A draft" : `Version ${version}, a draft`}
        lead={form.title}
      >
        {version > 1 ? (
          <p className="mt-4">
            <TextLink to={`/research/experiments/${id}`}>The version before it</TextLink>
          </p>
        ) : null}
        <ProblemNotice className="mt-6" say={rareSentence} />
        <ProblemList problems={problems} />
      </PageHeader>
      <DesignForm key={id} draft={draft} />
      <p className="rule mt-8 pt-4">
        <a className="link" href={`/api/v1/experiments/${id}/design?version=${version}`}>
          Download the design
        </a>{" "}
        as JSON, as it was whole last.
      </p>
      <div className="mt-4">
        <DiscardDraft id={id} version={version} />
      </div>
    </>
  );
}
