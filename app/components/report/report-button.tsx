import { useState } from "react";
import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
import { useRunning } from "../match/use-media.ts";
import { ReportDialog } from "./report-dialog.tsx";

interface ReportButtonProps {
  view: MatchView;
  client: MatchClient;
}

/** At the end of a match: the dialog, or its page where scripts are off. */
export function ReportButton({ view, client }: ReportButtonProps) {
  const [open, setOpen] = useState(false);
  const running = useRunning();
  if (!running) {
    return (
      <a className="link" href={`/matches/${view.id}/report`}>
        Report a seat
      </a>
    );
  }
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        Report a seat
      </button>
      {open ? <ReportDialog view={view} client={client} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
