/** `export const handle: PageHandle = { bare: true }` in a route: the page without header and footer. */
export interface PageHandle {
  bare: boolean;
}

export function isBare(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && "bare" in handle && handle.bare === true;
}
