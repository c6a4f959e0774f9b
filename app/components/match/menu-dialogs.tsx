import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
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
  return asked === "leave" ? (
    <LeaveDialog matchId={view.id} client={client} onClose={onClose} />
  ) : (
    <ReportDialog view={view} client={client} onClose={onClose} />
  );
}
