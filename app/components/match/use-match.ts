import { useEffect, useState, useSyncExternalStore } from "react";
import type { MatchView } from "../../api/schemas.ts";
import { MatchClient } from "../../client/match-client.ts";
import { isSettled, type MatchState } from "../../client/match-state.ts";
import { browserSurroundings } from "../../client/surroundings.ts";

interface LiveMatch {
  state: MatchState;
  client: MatchClient;
}

/** The match as the server rendered it, then as it lives. */
export function useMatch(view: MatchView): LiveMatch {
  const [client] = useState(() => new MatchClient(view, browserSurroundings(view.id)));
  const state = useSyncExternalStore(client.subscribe, client.state, client.state);

  useEffect(() => {
    // An ended match has nothing to follow.
    if (isSettled(client.state().view)) return;
    const stop = client.start();
    const woken = () => {
      if (document.visibilityState === "visible") void client.wake();
    };
    const online = () => {
      client.doubtLine();
      void client.wake();
    };
    // A page that holds a lock or an open line is not kept for the back button.
    const hidden = () => client.pause();
    document.addEventListener("visibilitychange", woken);
    window.addEventListener("pageshow", woken);
    window.addEventListener("pagehide", hidden);
    window.addEventListener("online", online);
    return () => {
      document.removeEventListener("visibilitychange", woken);
      window.removeEventListener("pageshow", woken);
      window.removeEventListener("pagehide", hidden);
      window.removeEventListener("online", online);
      stop();
    };
  }, [client]);

  return { state, client };
}
