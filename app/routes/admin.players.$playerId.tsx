import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readPlayer } from "../../db/admin/read-player.ts";
import { idIn } from "../api/ids.ts";
import { EndSessions } from "../components/admin/end-sessions.tsx";
import { PlayerFacts } from "../components/admin/player-facts.tsx";
import { Sanctions } from "../components/admin/sanctions.tsx";
import { SessionList } from "../components/admin/session-list.tsx";
import { SetRole } from "../components/admin/set-role.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { Section } from "../components/section.tsx";
import { requireAdmin } from "../services/admin.server.ts";
import { orUnavailable } from "../services/outage.ts";

export const meta: MetaFunction = () => [{ title: "A player · AmIAnAI" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const admin = await requireAdmin(request, context);
  const playerId = idIn(params.playerId);
  const read = playerId && (await orUnavailable(readPlayer(context.stores, admin, playerId)));
  if (!read) throw new Response(null, { status: 404 });
  return { ...read, own: playerId === admin.by.playerId };
}

export default function Player() {
  const read = useLoaderData<typeof loader>();
  const { player, sessions, sanctions } = read;
  const here = player.deletedAt === null && player.mergedInto === null;
  return (
    <>
      <PageHeader title={player.handle} lead="This look at the player is in the log.">
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      <div className="rule">
        <Section title="Who">
          <PlayerFacts {...read} />
          {here ? <SetRole {...read} /> : null}
        </Section>
      </div>
      <div className="rule">
        <Section title="Sessions">
          <SessionList sessions={sessions} />
          {sessions.some(({ endedAt }) => endedAt === null) ? (
            <EndSessions playerId={player.id} />
          ) : null}
        </Section>
      </div>
      <div className="rule">
        <Section title="Decisions">
          <Sanctions sanctions={sanctions} />
        </Section>
      </div>
    </>
  );
}
