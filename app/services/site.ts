import type { Env } from "../env.server.ts";
import { isLoopback } from "../sign-in-env.ts";

/**
 * The address that browsers know this site by, without a slash at its end. What a request says of
 * its own host is believed only where the site is tried out on one machine.
 */
export function siteOf(
  request: Pick<Request, "url">,
  { PUBLIC_URL }: Pick<Env, "PUBLIC_URL">,
): string | null {
  if (PUBLIC_URL !== undefined) return new URL(PUBLIC_URL).origin;
  const { origin, hostname } = new URL(request.url);
  return isLoopback(hostname) ? origin : null;
}
