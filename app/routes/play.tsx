import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DEFAULT_RULESET } from "../../game/ruleset.ts";
import { BeginUnnamed } from "../components/begin-unnamed.tsx";
import { ButtonLink } from "../components/button.tsx";
import { ConsentLine } from "../components/consent-line.tsx";
import { HandleForm } from "../components/handle-form.tsx";
import { Invitation } from "../components/invitation.tsx";
import { SanctionNotices } from "../components/notices/sanction-notices.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { RulesetRow } from "../components/ruleset-row.tsx";
import { Section } from "../components/section.tsx";
import { consentShown } from "../services/consent.server.ts";
import { currentTicket, liveMatchId } from "../services/lobby.server.ts";
import { sanctionsShown } from "../services/notices.server.ts";
import { listRulesets } from "../services/rulesets.server.ts";
import { currentPlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Choose a game · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await currentPlayer(request, context);
  const [rulesets, consent, sanctions, ticket, matchId] = await Promise.all([
    listRulesets(context),
    consentShown(context, player),
    sanctionsShown(context, player),
    player ? currentTicket(context, player) : null,
    player ? liveMatchId(context, player) : null,
  ]);
  if (ticket) return redirect("/lobby");
  return {
    handle: player?.handle ?? null,
    matchId,
    consent,
    sanctions,
    rulesets: rulesets.toSorted((a, b) => rank(a.slug) - rank(b.slug)),
  };
}

function rank(slug: string): number {
  return slug === DEFAULT_RULESET ? 0 : 1;
}

export default function Play() {
  const { handle, matchId, consent, sanctions, rulesets } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title="Choose a game"
        lead={
          handle
            ? `You play as ${handle}.`
            : "First begin as a guest. It takes no account and no e-mail."
        }
      >
        {handle !== null && matchId === null ? (
          <details className="mt-3" key={handle}>
            <summary className="link inline-block cursor-pointer py-2">
              Play under another name
            </summary>
            <div className="mt-4">
              <HandleForm handle={handle} />
            </div>
          </details>
        ) : null}
        <ProblemNotice say={rareSentence} className="mt-6" />
      </PageHeader>
      <SanctionNotices {...sanctions} page="/play" />
      {matchId ? (
        <div className="rule flex flex-wrap items-center justify-between gap-5 py-8">
          <p className="measure">You are in a match that is still running.</p>
          <ButtonLink to={`/matches/${matchId}`}>Return to it</ButtonLink>
        </div>
      ) : null}
      {handle === null ? (
        <div className="rule">
          <Section title="First">
            <HandleForm handle={null} />
            <BeginUnnamed />
          </Section>
        </div>
      ) : null}
      <div className="rule">
        <Section title="Before you sit down">
          <Invitation />
          <ConsentLine {...consent} />
        </Section>
      </div>
      <ul>
        {rulesets.map((ruleset, index) => (
          <RulesetRow
            key={ruleset.slug}
            ruleset={ruleset}
            playable={handle !== null && matchId === null}
            consent={consent.version}
            first={index === 0}
          />
        ))}
      </ul>
    </div>
  );
}
