import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "../components/button.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { BeginForm } from "../components/research/begin-form.tsx";
import { DesignArea, DesignInput, DesignSelect } from "../components/research/design-field.tsx";
import styles from "../components/research/design.css?url";
import { DesignFile } from "../components/research/design-file.tsx";
import { Section } from "../components/section.tsx";
import { listExperiments } from "../services/experiments.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "A new experiment · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "researcher");
  const experiments = await listExperiments(context, session);
  return { own: experiments.map(({ id, title }) => [id, title] as const) };
}

export default function NewExperiment() {
  const { own } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="A new experiment"
        lead="It begins as a draft that only you can see, with texts to change."
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      <div className="rule">
        <Section title="Begin">
          <BeginForm>
            <DesignInput name="title" label="Title" required maxLength={80} />
            <DesignArea name="question" label="Question" required maxLength={2000} />
            <Button size="small">Write the draft</Button>
          </BeginForm>
        </Section>
      </div>
      {own.length > 0 ? (
        <div className="rule">
          <Section title="Copy">
            <BeginForm>
              <DesignSelect name="from" label="An experiment of yours" options={own} />
              <Button size="small" kind="quiet">
                Copy its design
              </Button>
            </BeginForm>
          </Section>
        </div>
      ) : null}
      <div className="rule">
        <Section title="Import">
          <BeginForm>
            <DesignFile />
            <Button size="small" kind="quiet">
              Import this design
            </Button>
          </BeginForm>
        </Section>
      </div>
    </>
  );
}
