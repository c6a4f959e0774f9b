/** A path on this site, or the fallback: never another host, however it is written. */
export function localPath(value: unknown, fallback = "/"): string {
  return typeof value === "string" && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) ? value : fallback;
}
