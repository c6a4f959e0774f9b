import type { SyntheticEvent } from "react";
import type { MatchView } from "../../api/schemas.ts";
import { type Ask, fetchDialogs } from "./use-dialogs.tsx";

interface MatchMenuProps {
  view: MatchView;
  live: boolean;
  ask: Ask;
}

/** Report and leave. Before the page runs, a link and a plain form do the same. */
export function MatchMenu({ view, live, ask }: MatchMenuProps) {
  const at = `/matches/${view.id}`;
  const asking = (what: "report" | "leave") => (event: SyntheticEvent) => {
    if (!live) return;
    event.preventDefault();
    ask(what);
  };
  return (
    <div className="match-menu" onPointerEnter={fetchDialogs} onFocus={fetchDialogs}>
      <a href={`${at}/report`} className="nav-link" onClick={asking("report")}>
        Report
      </a>
      {view.you.left ? null : (
        <form method="post" action={`/api/v1${at}/leave`} onSubmit={asking("leave")}>
          <button className="nav-link">Leave</button>
        </form>
      )}
    </div>
  );
}
