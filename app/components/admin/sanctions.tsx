import type { PlayerRead } from "../../../db/admin/read-player.ts";
import { TextLink } from "../text-link.tsx";
import { DataTable } from "../data-table.tsx";
import { Moment } from "./moment.tsx";

/** What moderators decided about a player; the desk is where that is changed. */
export function Sanctions({ sanctions }: Pick<PlayerRead, "sanctions">) {
  return (
    <DataTable
      caption="Decisions about the player"
      head={["Decision", "Made", "Until", "Reason", "State"]}
      rows={sanctions.map(({ id, caseId, action, createdAt, until, reason, undoneAt }) => ({
        key: id,
        cells: [
          <TextLink key="case" to={`/desk/cases/${caseId}`}>
            {action}
          </TextLink>,
          <Moment key="made" at={createdAt} />,
          until ? <Moment key="until" at={until} /> : "no end",
          reason,
          undoneAt ? "undone" : "stands",
        ],
      }))}
      empty="None was made about this player."
    />
  );
}
