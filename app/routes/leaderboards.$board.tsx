import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { boardSchema, leaderboardQuery } from "../api/schemas.ts";
import { BoardChoices } from "../components/board/board-choices.tsx";
import { BoardTable } from "../components/board/board-table.tsx";
import { boardUrl } from "../components/board/board-url.ts";
import { BOARD_WORDS } from "../components/board/board-words.ts";
import { ButtonLink } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { counted } from "../components/format.ts";
import { leaderboard } from "../services/leaderboards.server.ts";
import { listRulesets } from "../services/rulesets.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? BOARD_WORDS[data.place.board].title : "Leaders"} · AmIAnAI` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const board = boardSchema.safeParse(params.board);
  const query = leaderboardQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!board.success) throw new Response(null, { status: 404 });
  if (!query.success) throw new Response(null, { status: 400 });
  const [page, rulesets] = await Promise.all([
    leaderboard(context, board.data, query.data),
    listRulesets(context),
  ]);
  const { window, ruleset, cursor } = query.data;
  return {
    place: { board: board.data, window, ruleset: ruleset ?? null },
    page,
    further: cursor !== undefined,
    rulesets: rulesets.map(({ slug, title }) => ({ slug, title })),
  };
}

export default function Leaderboard() {
  const { place, page, further, rulesets } = useLoaderData<typeof loader>();
  const words = BOARD_WORDS[place.board];
  return (
    <div className="page">
      <h1 className="sr-only">Leaders: {words.title}</h1>
      <BoardChoices place={place} rulesets={rulesets} />
      <p className="measure mt-6 mb-10 text-lead text-muted">{words.lead}</p>
      {page.entries.length > 0 ? (
        <BoardTable board={place.board} entries={page.entries} />
      ) : (
        <Empty {...page} personas={place.board === "personas"} />
      )}
      <nav aria-label="Pages" className="mt-8 flex gap-4">
        {further ? (
          <ButtonLink to={boardUrl(place)} kind="quiet" size="small">
            Back to the top
          </ButtonLink>
        ) : null}
        {page.nextCursor ? (
          <ButtonLink to={boardUrl(place, page.nextCursor)} kind="quiet" size="small">
            Show the next
          </ButtonLink>
        ) : null}
      </nav>
      <p className="measure mt-10 text-small text-muted">
        Ranks are shared where the intervals leave no difference. Ratings are Glicko-2, with two
        deviations either way; rates carry the Wilson 95 % interval. Only rated games count.
      </p>
    </div>
  );
}

interface EmptyProps {
  minGames: number;
  minPartners: number;
  personas: boolean;
}

function Empty({ minGames, minPartners, personas }: EmptyProps) {
  return (
    <EmptyState title="Nobody stands here yet" action={<ButtonLink to="/play">Play</ButtonLink>}>
      It takes {counted(minGames, "rated game")} with {counted(minPartners, "different partner")}
      {personas ? " for a persona" : ""} to be listed, so that luck does not lead.
    </EmptyState>
  );
}
