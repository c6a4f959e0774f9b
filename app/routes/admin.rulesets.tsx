import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allRulesets } from "../../db/admin/rulesets.ts";
import { Facts } from "../components/admin/facts.tsx";
import { Listing } from "../components/admin/listing.tsx";
import { count, percent } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { Section } from "../components/section.tsx";
import { requireAdmin } from "../services/admin.server.ts";
import { orUnavailable } from "../services/outage.ts";

export const meta: MetaFunction = () => [{ title: "Games · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireAdmin(request, context);
  const rulesets = await orUnavailable(allRulesets(context.stores.database));
  return {
    rulesets: rulesets.map(({ ruleset, ...row }) => {
      const { title, version, aiShare, seats, mix } = ruleset;
      return { ...row, title, version, aiShare, seats, mix: mix ?? null };
    }),
  };
}

type Rows = ReturnType<typeof useLoaderData<typeof loader>>["rulesets"];

export default function Rulesets() {
  const { rulesets } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Games"
        lead="The newest version of each ruleset. A ruleset is never changed once it is stored; a change takes a new version, from a file."
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      {rulesets.map((row) => (
        <div key={row.slug} className="rule">
          <Section title={row.title} aside={row.listed ? "On the list" : "Not on the list"}>
            <RulesetFacts {...row} />
            <Listing {...row} />
          </Section>
        </div>
      ))}
    </>
  );
}

function RulesetFacts({ slug, version, aiShare, seats, mix, revealed, voided }: Rows[number]) {
  return (
    <Facts>
      {[
        ["Named", <span key="slug" className="figure">{`${slug}, version ${version}`}</span>],
        ["Seats", String(seats)],
        ["AI share", percent(aiShare)],
        ["AI seats", mix ? mixText(mix) : "all personas in rotation, by their weights"],
        ["Ended matches", `${count(revealed)} revealed, ${count(voided)} voided`],
      ]}
    </Facts>
  );
}

function mixText({ personas, models, allocation }: NonNullable<Rows[number]["mix"]>): string {
  const weights = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([name, weight]) => `${name} ${weight}`)
      .join(", ");
  const who = personas ? `personas ${weights(personas)}` : "all personas in rotation";
  const what = models ? `; models ${weights(models)}` : "";
  return `${who}${what}; drawn by ${allocation === "thompson" ? "pass rate" : "weight"}`;
}
