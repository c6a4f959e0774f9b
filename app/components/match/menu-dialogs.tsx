import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
import { isOver } from "../../client/match-state.ts";
import { ReportDialog } from "../report/report-dialog.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";

interface MenuDialogProps {
  asked: "report" | "leave";
  view: MatchView;
  client: MatchClient;
  onClose: () => void;
}

/** What the menu of a match opens; fetched only when somebody reaches for it. */
export function MenuDialog({ asked, view, client, onClose }: MenuDialogProps) {
  if (asked === "report") return <ReportDialog view={view} client={client} onClose={onClose} />;
  if (isOver(view.phase)) return null;
  return <LeaveDialog matchId={view.id} client={client} onClose={onClose} />;
}
