import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallTables } from "../components/admin/call-tables.tsx";
import { ModelFacts } from "../components/admin/model-facts.tsx";
import { ModelSwitch } from "../components/admin/model-switch.tsx";
import { SpendTables } from "../components/admin/spend-tables.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { Section } from "../components/section.tsx";
import { requireAdmin } from "../services/admin.server.ts";
import { modelState } from "../services/model-state.server.ts";

export const meta: MetaFunction = () => [{ title: "Model · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireAdmin(request, context);
  return modelState(context);
}

export default function Model() {
  const state = useLoaderData<typeof loader>();
  const scripted = state.workers.some((facts) => facts.scripted);
  return (
    <>
      <PageHeader title="Model" lead="Who speaks for the AI seats, and what that costs.">
        <ProblemNotice className="mt-6" say={rareSentence} />
        {scripted ? (
          <Notice className="mt-6">
            The built-in scripted stand-in plays the AI seats. It is no language model: it answers
            from written lines. What people guess here says nothing about AI until a real model is
            configured, by OPENAI_API_KEY or OPENAI_BASE_URL.
          </Notice>
        ) : null}
      </PageHeader>
      <div className="rule">
        <Section title="What is asked">
          <ModelFacts workers={state.workers} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Switch">
          <ModelSwitch {...state.toggle} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Spending">
          <SpendTables {...state} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Calls">
          <CallTables {...state} />
        </Section>
      </div>
    </>
  );
}
