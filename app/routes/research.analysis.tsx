import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { analysisChoices } from "../../db/analysis/choices.ts";
import { analysisQuery } from "../api/analysis-schemas.ts";
import { fieldsOf } from "../api/read-body.ts";
import { AnalysisFilters } from "../components/analysis/analysis-filters.tsx";
import { FigureSection } from "../components/analysis/figure-section.tsx";
import { GamesLine } from "../components/analysis/games-line.tsx";
import styles from "../components/desk/desk.css?url";
import { EmptyState } from "../components/empty-state.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { TextLink } from "../components/text-link.tsx";
import { analyse } from "../services/analysis.server.ts";
import { orUnavailable } from "../services/outage.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Analysis · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "researcher");
  const asked = analysisQuery.safeParse(fieldsOf(new URL(request.url).searchParams));
  const query = asked.data ?? analysisQuery.parse({});
  const analysis = await analyse(context, session, query);
  if (!analysis) throw new Response(null, { status: 404, statusText: "Not Found" });
  const { database } = context.stores;
  const choices = await orUnavailable(
    analysisChoices(database, session.playerId, query.experiment ?? null),
  );
  return { ...analysis, query, choices, understood: asked.success };
}

export default function AnalysisPage() {
  const { figures, games, batch, rules, query, choices, understood } =
    useLoaderData<typeof loader>();
  const { search } = useLocation();
  const excluded = games.fitting - games.analysed;
  const shown = figures.filter(({ rows }) => rows.length > 0);
  const empty = figures.filter(({ rows }) => rows.length === 0);
  return (
    <>
      <PageHeader
        title="Analysis"
        lead="What revealed matches say, each number with its interval and how it was made."
      >
        <p className="mt-4 flex flex-wrap gap-x-6">
          <TextLink to="/research/power">Plan the next study</TextLink>
          <a href={`/api/v1/analysis${search}`} className="link">
            All figures as JSON
          </a>
        </p>
      </PageHeader>
      {understood ? null : (
        <p role="status" className="measure pb-6 font-semibold">
          That filter was not understood; this is public play by the usual rules.
        </p>
      )}
      <AnalysisFilters
        key={search}
        query={query}
        choices={choices}
        rules={rules.map(({ name }) => name)}
      />
      <GamesLine games={games} batch={batch} />
      {figures.length > 0 ? (
        <>
          <nav aria-label="Figures" className="flex flex-wrap gap-x-5 pb-6 text-small">
            {shown.map(({ name, title }) => (
              <a key={name} href={`#${name}`} className="link py-1">
                {title}
              </a>
            ))}
          </nav>
          {shown.map((figure) => (
            <FigureSection key={figure.name} figure={figure} excluded={excluded} search={search} />
          ))}
          {empty.length > 0 ? (
            <p className="rule measure py-8 text-small text-muted">
              Without games here: {empty.map(({ title }) => title).join(", ")}.
            </p>
          ) : null}
        </>
      ) : (
        <EmptyState title={games.fitting === 0 ? "No games yet" : "Too few games yet"}>
          {games.fitting === 0
            ? "Nothing that has been revealed fits this filter. Figures begin with twenty games that count."
            : "Figures begin with twenty games that count. Widen the filter, or wait for more."}
        </EmptyState>
      )}
    </>
  );
}
