import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Calibration } from "../charts/calibration.tsx";
import { AccountSection } from "../components/account/account-section.tsx";
import { ButtonLink } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { counted, day } from "../components/format.ts";
import { SanctionNotices } from "../components/notices/sanction-notices.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { DetectiveStats } from "../components/profile/detective-stats.tsx";
import { WitnessStats } from "../components/profile/witness-stats.tsx";
import { Section } from "../components/section.tsx";
import { StudyList } from "../components/study/study-list.tsx";
import { TextLink } from "../components/text-link.tsx";
import { YourData } from "../components/your-data.tsx";
import { accountShown } from "../services/account.server.ts";
import { consentShown } from "../services/consent.server.ts";
import { sanctionsShown } from "../services/notices.server.ts";
import { loadProfile } from "../services/profile.server.ts";
import { requirePlayer } from "../services/session.server.ts";
import { studiesOf } from "../services/studies.server.ts";

export const meta: MetaFunction = () => [{ title: "You · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const [profile, account, consent, sanctions, studies] = await Promise.all([
    loadProfile(context, player),
    accountShown(context, player),
    consentShown(context, player),
    sanctionsShown(context, player),
    studiesOf(context, player.id),
  ]);
  return { ...profile, account, consent, sanctions, studies };
}

export default function Me() {
  const { handle, guest, since, detective, witness, account, consent, sanctions, studies } =
    useLoaderData<typeof loader>();
  const played = detective.games + witness.games > 0;
  return (
    <div className="page">
      <PageHeader title={handle} lead={`${guest ? "Guest" : "Player"} since ${day(since)}.`}>
        <p className="mt-4 flex flex-wrap gap-x-6">
          {played ? <TextLink to="/me/history">Every match you played</TextLink> : null}
          <TextLink to="/me/notices">Notices</TextLink>
        </p>
      </PageHeader>
      <SanctionNotices {...sanctions} page="/me" />
      {played ? (
        <>
          <div className="rule">
            <Section title="As detective" aside={<Games count={detective.games} />}>
              <DetectiveStats detective={detective} />
            </Section>
          </div>
          {detective.calibration.length > 0 ? (
            <div className="rule">
              <Section title="Calibration">
                <Calibration bins={detective.calibration} />
              </Section>
            </div>
          ) : null}
          <div className="rule">
            <Section title="As witness" aside={<Games count={witness.games} />}>
              <WitnessStats witness={witness} />
            </Section>
          </div>
        </>
      ) : (
        <EmptyState
          title="Nothing to show yet"
          action={<ButtonLink to="/play">Play a first match</ButtonLink>}
        >
          After your first match you find here how often you were right, which way you lean, and how
          human you seemed.
        </EmptyState>
      )}
      {studies.length > 0 ? (
        <div className="rule">
          <Section title="Studies">
            <StudyList studies={studies} />
          </Section>
        </div>
      ) : null}
      <div className="rule">
        <AccountSection {...account} />
      </div>
      <div className="rule">
        <Section title="Your data">
          <YourData consent={consent} />
        </Section>
      </div>
    </div>
  );
}

function Games({ count }: { count: number }) {
  return <span className="figure text-muted">{counted(count, "game")}</span>;
}
