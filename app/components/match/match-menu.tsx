import { type SyntheticEvent, useState } from "react";
import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";

interface MatchMenuProps {
  view: MatchView;
  client: MatchClient;
  live: boolean;
}

const load = () => import("./menu-dialogs.tsx");
const fetchAhead = () => void load().catch(() => undefined);

/** Report and leave. Before the page runs, a link and a plain form do the same. */
export function MatchMenu({ view, client, live }: MatchMenuProps) {
  const [asked, setAsked] = useState<"report" | "leave" | null>(null);
  const [parts, setParts] = useState<Awaited<ReturnType<typeof load>> | null>(null);
  const at = `/matches/${view.id}`;

  function ask(what: "report" | "leave") {
    return (event: SyntheticEvent) => {
      if (!live) return;
      event.preventDefault();
      setAsked(what);
      // Who is cut off asks again.
      load().then(setParts, () => setAsked(null));
    };
  }

  return (
    <div className="match-menu" onPointerEnter={fetchAhead} onFocus={fetchAhead}>
      <a href={`${at}/report`} className="nav-link" onClick={ask("report")}>
        Report
      </a>
      {view.you.left ? null : (
        <form method="post" action={`/api/v1${at}/leave`} onSubmit={ask("leave")}>
          <button className="nav-link">Leave</button>
        </form>
      )}
      {asked && parts ? (
        <parts.MenuDialog
          asked={asked}
          view={view}
          client={client}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </div>
  );
}
