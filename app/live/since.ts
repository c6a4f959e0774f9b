/** Seconds since an instant that another process, or Postgres, may have told. */
export function secondsSince(at: number): number {
  return Math.max(0, Date.now() - at) / 1000;
}
