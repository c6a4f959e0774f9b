import { open, withBody } from "../api/call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { signInRequest } from "../api/schemas.ts";
import { newAttempt, sealAttempt } from "../issuer/attempt.ts";
import { signInPage } from "../services/sign-in.server.ts";
import { siteOf } from "../services/site.ts";

const api = endpoint({
  POST: open(
    (asked) =>
      withBody(asked, signInRequest, async ({ next }) => {
        const { issuer, env } = asked.context;
        const site = siteOf(asked.request, env);
        if (!issuer || !site) return refuse("session/no-issuer");
        const attempt = newAttempt(next ?? "/me", Date.now());
        const url = await issuer.signInUrl(attempt, site);
        if (!url) return refuse("session/issuer-down", { retryAfter: 10 });
        const headers = { Location: url.href, "Cache-Control": "no-store" };
        return new Response(null, {
          status: 303,
          headers: { ...headers, "Set-Cookie": sealAttempt(attempt, env) },
        });
      }),
    {
      costs: "sign-in",
      // A form may lead to this site only, by its page's own policy; that page leads on.
      then: () => "/sign-in/onward",
      home: ({ fields }) => signInPage(fields.ok ? fields.value.next : undefined),
    },
  ),
});

export const loader = api.loader;
export const action = api.action;
