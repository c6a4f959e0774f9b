import type { LoggedEntry } from "../../../db/queries/audit-log.ts";
import { DataTable } from "../data-table.tsx";

/** Who acts without being a player here. */
const NOBODY: Readonly<Record<string, string>> = { operator: "the command line" };

export function AuditTable({ entries }: { entries: readonly LoggedEntry[] }) {
  return (
    <DataTable
      look="desk"
      caption="Entries"
      head={["When (UTC)", "Who", "Did what", "To what", "Why", "Further"]}
      rows={entries.map((entry) => ({ key: entry.id, cells: cellsOf(entry) }))}
    />
  );
}

function cellsOf(entry: LoggedEntry) {
  return [
    entry.at.slice(0, 19).replace("T", " "),
    <span key="who">
      {entry.actor ?? entry.actorId?.slice(-8) ?? NOBODY[entry.actorRole] ?? "the platform"}{" "}
      <span className="text-muted">{entry.actorRole}</span>
    </span>,
    entry.action,
    <span key="what" title={entry.subjectId}>
      {entry.subjectKind} {entry.subjectId.slice(-8)}
    </span>,
    <p key="why" className="desk-wide">
      {entry.reason ?? "–"}
    </p>,
    <p key="further" className="desk-wide text-muted">
      {detailText(entry.detail)}
    </p>,
  ];
}

function detailText(detail: LoggedEntry["detail"]): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
