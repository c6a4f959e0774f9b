import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Facts } from "../components/admin/facts.tsx";
import { Moment } from "../components/admin/moment.tsx";
import { StateLine } from "../components/admin/state-line.tsx";
import { FailureTable, ProcessTable, QueueTable } from "../components/admin/state-tables.tsx";
import { useRefreshed } from "../components/admin/use-refreshed.ts";
import { count } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { Section } from "../components/section.tsx";
import { TextLink } from "../components/text-link.tsx";
import { requireAdmin } from "../services/admin.server.ts";
import { systemState } from "../services/system-state.server.ts";

export const meta: MetaFunction = () => [{ title: "State · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireAdmin(request, context);
  return systemState(context);
}

export default function State() {
  useRefreshed();
  const { parts, askedAt, ...state } = useLoaderData<typeof loader>();
  const failing = parts.filter(({ ok }) => !ok).length;
  return (
    <>
      <PageHeader
        title="State"
        lead={
          failing === 0 ? "All parts are well." : `Failing: ${failing} of ${parts.length} parts.`
        }
      >
        <p className="mt-5 text-small text-muted">
          As of{" "}
          <time className="figure" dateTime={askedAt}>
            {askedAt.slice(11, 19)}
          </time>{" "}
          UTC. <TextLink to="/admin">Look again</TextLink>
        </p>
      </PageHeader>
      <div className="rule">
        <Section title="Parts">
          <ul>
            {parts.map((part) => (
              <StateLine key={part.name} {...part} />
            ))}
          </ul>
        </Section>
      </div>
      <div className="rule">
        <Section title="Processes">
          <ProcessTable processes={state.processes} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Queues">
          <QueueTable queues={state.queues} />
          <Board port={state.boardPort} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Failures">
          <FailureTable failures={state.failures} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Figures">
          <Facts>
            {[
              ["Repairs by the sweep", <Repairs key="repairs" {...state.repairs} />],
              [
                "Last wave with people",
                state.lastWave ? <Moment at={state.lastWave} /> : "none yet",
              ],
              ["Node, web", state.node.web],
              ["Node, workers", state.node.workers.join(", ") || "no worker"],
              ["Postgres", state.versions?.postgres ?? "does not tell"],
              ["Redis", state.versions?.redis ?? "does not tell"],
            ]}
          </Facts>
        </Section>
      </div>
    </>
  );
}

/** What no job has done in time, and the sweep then did. */
function Repairs({ at, found }: { at: string | null; found: Record<string, number> }) {
  if (at === null) return <>none since the workers started</>;
  const kinds = Object.entries(found).map(([what, times]) => `${what} ${count(times)}`);
  return (
    <>
      <span className="figure">{kinds.join(", ")}</span>; the last one on <Moment at={at} />
    </>
  );
}

/** Jobs tell which seats are played by an AI: the board is never served to players. */
function Board({ port }: { port: number | null }) {
  if (port === null)
    return (
      <p className="measure mt-6 text-muted">
        The board of queues is off: METRICS_PORT names no private port.
      </p>
    );
  const address = `http://127.0.0.1:${port}/queues`;
  return (
    <p className="measure mt-6">
      Each job can be read on the{" "}
      <a className="link" href={address}>
        board of queues
      </a>
      . It shows which seats an AI plays, so it listens on a private port of the server’s own
      machine, for reading only. From elsewhere, open a tunnel to port{" "}
      <span className="figure">{port}</span> first.
    </p>
  );
}
