import { type ReactNode, useState } from "react";
import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";

export type Ask = (what: "report" | "leave") => void;

const load = () => import("./menu-dialogs.tsx");

export function fetchDialogs(): void {
  load().catch(() => undefined);
}

/** What the menu opens. It outlives the chat: a report half written is kept through the reveal. */
export function useDialogs(view: MatchView, client: MatchClient): [Ask, ReactNode] {
  const [asked, setAsked] = useState<"report" | "leave" | null>(null);
  const [parts, setParts] = useState<Awaited<ReturnType<typeof load>> | null>(null);
  const close = () => setAsked(null);
  const ask: Ask = (what) => {
    setAsked(what);
    // Who is cut off asks again.
    load().then(setParts, close);
  };
  const dialog =
    asked && parts ? (
      <parts.MenuDialog asked={asked} view={view} client={client} onClose={close} />
    ) : null;
  return [ask, dialog];
}
