import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { exportChoices } from "../../db/queries/export-choices.ts";
import { noteSeen } from "../../db/export/order.ts";
import { TABLE_NAMES } from "../../game/export-tables/tables.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { ExportForm } from "../components/research/export-form.tsx";
import { ExportNews } from "../components/research/export-news.tsx";
import { ExportRow } from "../components/research/export-row.tsx";
import { TableForm } from "../components/research/table-form.tsx";
import { useUnderway } from "../components/research/use-underway.ts";
import { Section } from "../components/section.tsx";
import { loadExports } from "../services/exports.server.ts";
import { orUnavailable } from "../services/outage.ts";
import { listRulesets } from "../services/rulesets.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Exports · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { playerId } = await requireRole(request, context, "researcher");
  const { database } = context.stores;
  const [exports, choices, rulesets] = await orUnavailable(
    Promise.all([
      loadExports(context, playerId),
      exportChoices(database, playerId),
      listRulesets(context),
    ]),
  );
  const news = await orUnavailable(noteSeen(database, playerId));
  return {
    exports,
    tables: TABLE_NAMES,
    titles: choices.experiments.map(({ id, title }) => [id, title] as const),
    choices: { ...choices, rulesets: rulesets.map(({ slug, title }) => ({ slug, title })) },
    news: exports.filter(({ id }) => news.includes(id)),
  };
}

export default function Exports() {
  const { exports, choices, news, tables, titles } = useLoaderData<typeof loader>();
  const named = new Map(titles);
  useUnderway(exports.some(({ state }) => state === "queued" || state === "running"));
  return (
    <>
      <PageHeader
        title="Exports"
        lead="Ended matches as tables, with a codebook that explains every column. Ids are pseudonyms of one export; who withdrew is in none."
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
        <ExportNews news={news} />
      </PageHeader>
      {exports.length > 0 ? (
        <Section title="Your exports">
          <ul>
            {exports.map((shown) => (
              <ExportRow key={shown.id} shown={shown} titles={named} />
            ))}
          </ul>
        </Section>
      ) : (
        <EmptyState title="No export yet">
          A worker makes them: order one below, and it stands here with its progress.
        </EmptyState>
      )}
      <div className="rule">
        <Section title="Have an export made">
          <ExportForm choices={choices} />
        </Section>
      </div>
      <div className="rule">
        <Section title="One table at once">
          <p className="measure mb-6 text-muted">
            For at most 20,000 messages, straight into your downloads. Tables of one day and one
            choice share their pseudonyms, so that they can be joined.
          </p>
          <TableForm tables={tables} choices={choices} />
        </Section>
      </div>
    </>
  );
}
