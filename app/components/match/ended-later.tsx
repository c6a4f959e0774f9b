import { lazy } from "react";

const load = () => import("./ended-match.tsx").then(({ EndedMatch }) => ({ default: EndedMatch }));

/**
 * The end is not needed to play, so the browser fetches it while the guesses are made. The server
 * has it at once: an ended match reads whole without scripts.
 */
export const EndedLater = import.meta.env.SSR ? (await load()).default : lazy(load);

export function fetchEnd(): void {
  if (!import.meta.env.SSR) void load();
}
