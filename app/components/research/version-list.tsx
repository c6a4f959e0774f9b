import type { ExperimentVersion } from "../../../db/queries/experiments.ts";
import { DataTable } from "../data-table.tsx";
import { Moment } from "../admin/moment.tsx";
import { STATES } from "./state-words.ts";

export type VersionLine = Pick<
  ExperimentVersion,
  "version" | "state" | "startedAt" | "closedAt" | "seed"
> & { changes: string[] | null };

interface VersionListProps {
  id: string;
  versions: readonly VersionLine[];
}

/** The history of an experiment: what each version changed, and what its arms were drawn from. */
export function VersionList({ id, versions }: VersionListProps) {
  return (
    <DataTable
      caption="Versions of the experiment"
      head={["Version", "State", "Started", "Closed", "Changed in it", "Seed", "Design"]}
      rows={versions.map((line) => ({ key: String(line.version), cells: cellsOf(id, line) }))}
      empty=""
    />
  );
}

function cellsOf(id: string, { version, state, startedAt, closedAt, seed, changes }: VersionLine) {
  return [
    <span key="version" className="figure">
      {version}
    </span>,
    STATES[state],
    startedAt ? <Moment key="started" at={startedAt} /> : "–",
    closedAt ? <Moment key="closed" at={closedAt} /> : "–",
    changes === null ? "the first" : changes.join("; ") || "nothing",
    seed ? (
      <code key="seed" className="figure break-all">
        {seed}
      </code>
    ) : (
      "told when it is over"
    ),
    // Words out of sight would widen a table that is moved sideways.
    <a
      key="design"
      className="link"
      href={`/api/v1/experiments/${id}/design?version=${version}`}
      aria-label={`JSON of version ${version}`}
    >
      JSON
    </a>,
  ];
}
