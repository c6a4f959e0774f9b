import { randomUUID } from "node:crypto";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { MatchPage } from "../components/match/match-page.tsx";
import styles from "../components/match/match.css?url";
import type { PageHandle } from "../components/page-handle.ts";
import { matchView } from "../services/matches.server.ts";
import { requirePlayer } from "../services/session.server.ts";

export const handle: PageHandle = { bare: true };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const headers = () => ({ "Cache-Control": "no-store" });
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.view.ruleset.title} · AmIAnAI` : "AmIAnAI" },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const view = await matchView(context, player, params.matchId ?? "");
  return { view, formId: randomUUID() };
}

/** The stream keeps the match up to date; the loader only begins it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentParams, nextParams }) =>
  currentParams.matchId !== nextParams.matchId;

export default function Match() {
  const { view, formId } = useLoaderData<typeof loader>();
  return <MatchPage key={view.id} view={view} formId={formId} />;
}
