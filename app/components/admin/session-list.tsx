import type { PlayerRead } from "../../../db/admin/read-player.ts";
import { DataTable } from "../data-table.tsx";
import { Moment } from "./moment.tsx";

export function SessionList({ sessions }: Pick<PlayerRead, "sessions">) {
  return (
    <DataTable
      caption="Newest sessions"
      head={["Browser", "Since", "Seen", "State"]}
      rows={sessions.map(({ id, browser, createdAt, seenAt, endedAt, endReason }) => ({
        key: id,
        cells: [
          browser || "not kept",
          <Moment key="since" at={createdAt} />,
          <Moment key="seen" at={seenAt} />,
          endedAt ? (endReason ?? "ended").replaceAll("-", " ") : "lasts",
        ],
      }))}
      empty="None is kept."
    />
  );
}
