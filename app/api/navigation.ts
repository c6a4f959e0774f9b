import type { Refusal } from "./refusals.ts";

/** Whether a browser leaves its page for this request: a plain form, before JavaScript. */
export function isNavigation(headers: Headers): boolean {
  const mode = headers.get("Sec-Fetch-Mode");
  if (mode !== null) return mode === "navigate";
  return (headers.get("Accept") ?? "").trimStart().startsWith("text/html");
}

/** Whether a change comes from this site's own pages, or from no page at all. */
export function isSameOrigin(request: Request, publicUrl: string | undefined): boolean {
  const own = [request.url, publicUrl].flatMap((url) => (url ? new URL(url).host : []));
  const host = request.headers.get("Host");
  return isOwnOrigin(request.headers.get("Origin"), host === null ? own : [...own, host]);
}

/** @param origin of a request; absent where no page sent it */
export function isOwnOrigin(origin: string | null, hosts: readonly string[]): boolean {
  if (origin === null) return true;
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** The page that a browser shows after a form succeeded. */
export function onward(reply: Response, page: string): Response {
  const headers = new Headers({ Location: page, "Cache-Control": "no-store" });
  for (const cookie of reply.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Back to the page that the form was on, which says in words what was wrong. */
export function backward(request: Request, { code, matchId }: Refusal, home: string): Response {
  const page = new URL(code === "lobby/in-match" ? `/matches/${matchId ?? ""}` : home, request.url);
  const from = request.headers.get("Referer");
  if (code !== "lobby/in-match" && from && URL.canParse(from)) {
    const referer = new URL(from);
    if (referer.host === page.host) {
      const next = referer.searchParams.get("next");
      [page.pathname, page.search] = [referer.pathname, ""];
      if (next !== null) page.searchParams.set("next", next);
    }
  }
  page.searchParams.set("error", code);
  const headers = { Location: page.pathname + page.search, "Cache-Control": "no-store" };
  return new Response(null, { status: 303, headers });
}
