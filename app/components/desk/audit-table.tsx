import type { LoggedEntry } from "../../../db/queries/audit-log.ts";

/** Who acts without being a player here. */
const NOBODY: Readonly<Record<string, string>> = { operator: "the command line" };

export function AuditTable({ entries }: { entries: readonly LoggedEntry[] }) {
  const head = ["When (UTC)", "Who", "Did what", "To what", "Why", "Further"];
  return (
    <div className="desk-scroll" role="region" aria-label="Entries" tabIndex={0}>
      <table className="desk-table">
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>{entry.at.slice(0, 19).replace("T", " ")}</td>
              <td>
                {entry.actor ??
                  entry.actorId?.slice(-8) ??
                  NOBODY[entry.actorRole] ??
                  "the platform"}{" "}
                <span className="text-muted">{entry.actorRole}</span>
              </td>
              <td>{entry.action}</td>
              <td title={entry.subjectId}>
                {entry.subjectKind} {entry.subjectId.slice(-8)}
              </td>
              <td className="desk-wide">{entry.reason ?? "–"}</td>
              <td className="desk-wide text-muted">{detailText(entry.detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function detailText(detail: LoggedEntry["detail"]): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
