import type { Connection } from "../../client/match-state.ts";

interface ConnectionNoteProps {
  connection: Connection;
  live: boolean;
}

export function ConnectionNote({ connection, live }: ConnectionNoteProps) {
  if (!live) {
    return (
      <noscript>
        <p className="connection">
          <a href="?" className="link">
            Look for new messages
          </a>
        </p>
      </noscript>
    );
  }
  return (
    <p className="connection" role="status" data-lost={connection === "lost"}>
      {connection === "lost" ? "The line is down. The match goes on; trying again." : ""}
    </p>
  );
}
