import {
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PERIODS, periodText } from "../../game/retention.ts";
import { formOf } from "../api/form-of-design.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { changesBetween } from "../components/research/design-changes.ts";
import { DesignFacts } from "../components/research/design-facts.tsx";
import styles from "../components/research/design.css?url";
import { ExperimentTurns } from "../components/research/experiment-turns.tsx";
import { LinkLines } from "../components/research/link-lines.tsx";
import { ProgressFacts } from "../components/research/progress-facts.tsx";
import { STATES } from "../components/research/state-words.ts";
import { type VersionLine, VersionList } from "../components/research/version-list.tsx";
import { Section } from "../components/section.tsx";
import { requireExperiment } from "../services/experiment-page.server.ts";
import { siteOf } from "../services/site.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.shown.design.title ?? "An experiment"} · AmIAnAI` },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { id, code, versions } = await requireExperiment({ request, context, params });
  const shown = versions.find(({ state }) => state !== "draft");
  if (!shown) return redirect(`/research/experiments/${id}/draft`);
  const lines = versions.map(({ version, state, startedAt, closedAt, seed, design }, place) => {
    const before = versions[place + 1];
    const changes = before ? changesBetween(formOf(before.design), formOf(design)) : null;
    return { version, state, startedAt, closedAt, seed, changes } satisfies VersionLine;
  });
  const { version, state, design, progress } = shown;
  const link = `${siteOf(request, context.env) ?? ""}/study/${code}`;
  const earlier = versions
    .filter((one) => one.state === "closed" && one !== shown)
    .map((one) => ({ version: one.version, progress: one.progress, target: one.design.target }));
  return { id, link, lines, earlier, shown: { version, state, design, progress } };
}

const LEADS = {
  draft: "",
  running: "It runs. Participants come by the link below.",
  paused: "It is paused: nobody new is let in.",
  closed: "It is closed. Its data stay, for analysis and export.",
} as const;

export default function Experiment() {
  const { id, link, lines, earlier, shown } = useLoaderData<typeof loader>();
  const { version, state, design, progress } = shown;
  return (
    <>
      <PageHeader title={design.title} lead={LEADS[state]}>
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      <div className="rule">
        <Section title="Progress" aside={`${STATES[state]}, version ${version}`}>
          <ProgressFacts progress={progress} target={design.target} />
          {earlier.map((one) => (
            <p key={one.version} className="mt-4 text-small text-muted">
              Version {one.version}: {one.progress.finished} of {one.target} finished,{" "}
              {one.progress.answering + one.progress.playing} still on their way.
            </p>
          ))}
        </Section>
      </div>
      {state === "closed" ? null : (
        <div className="rule">
          <Section title="The link">
            <LinkLines link={link} params={design.recruiterParams} />
          </Section>
        </div>
      )}
      <div className="rule">
        <Section title="What to do">
          <ExperimentTurns
            key={state}
            id={id}
            state={state}
            drafted={lines.some((line) => line.state === "draft")}
          />
        </Section>
      </div>
      <div className="rule">
        <Section title="Participants">
          <p className="measure">
            The key file says who each participant is to your recruiter, how their part ended and
            with which code. It stays out of all exports. Each download is written down. What the
            recruiter said is erased {periodText(PERIODS.recruits)} after the last version is
            closed.
          </p>
          <p className="mt-3">
            <a className="link" href={`/api/v1/experiments/${id}/recruits?format=csv`}>
              Download the key file as CSV
            </a>
          </p>
        </Section>
      </div>
      <div className="rule">
        <Section title="Versions">
          <VersionList id={id} versions={lines} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Design" aside={`version ${version}`}>
          <DesignFacts design={design} />
        </Section>
      </div>
    </>
  );
}
