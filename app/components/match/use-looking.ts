import { useEffect, useState } from "react";
import type { MatchClient } from "../../client/match-client.ts";
import { useMedia } from "./use-media.ts";

/** From this width on both conversations of a three-party match stand side by side. */
const WIDE = "(min-width: 48rem)";

/** Which conversation a narrow page shows, and telling the client what is on screen. */
export function useLooking(client: MatchClient, conversationIds: readonly string[]) {
  const [chosen, setChosen] = useState(conversationIds[0] ?? "");
  const wide = useMedia(WIDE);
  const active = conversationIds.includes(chosen) ? chosen : (conversationIds[0] ?? "");
  const shown = wide ? conversationIds.join(" ") : active;

  useEffect(() => {
    const look = () => {
      const seen = document.visibilityState === "visible" ? shown.split(" ") : [];
      client.dispatch({ type: "look", conversationIds: seen });
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [client, shown]);

  return { active, choose: setChosen, wide };
}
