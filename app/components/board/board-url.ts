import type { Board, BoardWindow } from "../../api/schemas.ts";

export const boards = ["detectives", "witnesses", "personas"] as const satisfies readonly Board[];
export const windows = ["day", "week", "all"] as const satisfies readonly BoardWindow[];

export interface BoardPlace {
  board: Board;
  window: BoardWindow;
  ruleset: string | null;
}

/** The address of a board; what is the default is left out. */
export function boardUrl({ board, window, ruleset }: BoardPlace, cursor?: string): string {
  const query = new URLSearchParams();
  if (window !== "all") query.set("window", window);
  if (ruleset) query.set("ruleset", ruleset);
  if (cursor) query.set("cursor", cursor);
  const text = query.toString();
  return `/leaderboards/${board}${text ? `?${text}` : ""}`;
}
