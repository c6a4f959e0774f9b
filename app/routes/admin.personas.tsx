import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allPersonas } from "../../db/admin/personas.ts";
import { wilson } from "../../game/statistics.ts";
import { DataTable } from "../components/data-table.tsx";
import { RotationForm } from "../components/admin/rotation-form.tsx";
import { count } from "../components/format.ts";
import { Interval } from "../components/interval.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { requireAdmin } from "../services/admin.server.ts";
import { orUnavailable } from "../services/outage.ts";

export const meta: MetaFunction = () => [{ title: "Personas · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireAdmin(request, context);
  const personas = await orUnavailable(allPersonas(context.stores.database));
  return {
    personas: personas.map((persona) => ({
      ...persona,
      passRate: wilson(persona.passes, persona.games),
    })),
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["personas"][number];

export default function Personas() {
  const { personas } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Personas"
        lead="Who plays the AI seats. A change holds from the next wave on; matches that run stay as they were drawn."
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      <div className="rule py-8">
        <DataTable
          caption="Versions of AI personas"
          head={["Persona", "Model", "In rotation", "Weight", "Games", "Judged human", "Change"]}
          rows={personas.map((persona) => ({ key: persona.id, cells: cellsOf(persona) }))}
          empty="There is no persona. Store them by db/seed.ts."
        />
        <p className="measure mt-8 text-small text-muted">
          Of each persona the newest version in rotation plays. Games are judgements by people in
          revealed matches, over all rulesets; the share carries its Wilson 95 % interval. A ruleset
          with a mix of its own goes by that mix’s weights.
        </p>
      </div>
    </>
  );
}

function cellsOf(persona: Row) {
  const { codename, slug, version, agent, model, inRotation, weight, games, passRate } = persona;
  const { rate, low, high } = passRate;
  return [
    <span key="name">
      {codename}
      <br />
      <span className="figure text-muted">
        {slug} {version}
      </span>
    </span>,
    agent === "eliza" ? "none (ELIZA)" : (model ?? "the installation’s own"),
    inRotation ? "yes" : "no",
    <span key="weight" className="figure">
      {weight}
    </span>,
    <span key="games" className="figure">
      {count(games)}
    </span>,
    rate === null ? "no game yet" : <Interval key="rate" value={rate} low={low} high={high} />,
    <RotationForm key={`${String(inRotation)} ${weight}`} {...persona} />,
  ];
}
