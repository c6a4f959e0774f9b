/** What a route tells the shell: `export const handle: PageHandle = { bare: true }`. */
export interface PageHandle {
  /** Without the site's header and footer. */
  bare?: boolean;
  /** Without JavaScript the page loads itself again after so many seconds. */
  refreshSeconds?: number;
}

/** The handles of all matched routes as one. */
export function shellOf(matches: readonly { handle?: unknown }[]): PageHandle {
  const shell: PageHandle = {};
  for (const { handle } of matches) {
    if (typeof handle !== "object" || handle === null) continue;
    if ("bare" in handle) shell.bare = handle.bare === true;
    if ("refreshSeconds" in handle) shell.refreshSeconds = Number(handle.refreshSeconds);
  }
  return shell;
}
