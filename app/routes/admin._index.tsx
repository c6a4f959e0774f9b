import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "../components/admin/data-table.tsx";
import { Facts } from "../components/admin/facts.tsx";
import { Moment } from "../components/admin/moment.tsx";
import { StateLine } from "../components/admin/state-line.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { Section } from "../components/section.tsx";
import { requireAdmin } from "../services/admin.server.ts";
import { systemState } from "../services/system-state.server.ts";

export const meta: MetaFunction = () => [{ title: "State · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireAdmin(request, context);
  return systemState(context);
}

const STATES = ["waiting", "active", "delayed", "failed"];

export default function State() {
  const { parts, lastWave, queues, versions, node, startedAt, boardPort } =
    useLoaderData<typeof loader>();
  const failing = parts.filter(({ ok }) => !ok).length;
  return (
    <>
      <PageHeader
        title="State"
        lead={
          failing === 0 ? "All parts are well." : `Failing: ${failing} of ${parts.length} parts.`
        }
      />
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
        <Section title="Queues">
          <DataTable
            caption="Jobs by queue and state"
            head={["Job", "Waiting", "Active", "Delayed", "Failed"]}
            rows={queues.map(({ job, states }) => ({
              key: job,
              cells: [
                <span key={job} className="figure">
                  {job}
                </span>,
                ...STATES.map((state) => (
                  <span key={state} className="figure">
                    {states[state] ?? 0}
                  </span>
                )),
              ],
            }))}
            empty="The queues could not be counted: Redis does not answer."
          />
          <Board port={boardPort} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Figures">
          <Facts>
            {[
              ["Last wave with people", lastWave ? <Moment at={lastWave} /> : "none yet"],
              ["This web process since", <Moment key="since" at={startedAt} />],
              ["Node, web", node.web],
              ["Node, workers", node.workers.join(", ") || "no worker"],
              ["Postgres", versions?.postgres ?? "does not tell"],
              ["Redis", versions?.redis ?? "does not tell"],
            ]}
          </Facts>
        </Section>
      </div>
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
