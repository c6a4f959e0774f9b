import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Onward, onwardMeta } from "../components/account/onward.tsx";
import { attemptOf, signInPage } from "../services/sign-in.server.ts";
import { siteOf } from "../services/site.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => onwardMeta("Sign in", data?.url);
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { issuer, env } = context;
  const attempt = attemptOf(request, context);
  const site = siteOf(request, env);
  if (!issuer || !site || !attempt) return redirect(signInPage(attempt?.next, "session/lapsed"));
  const url = await issuer.signInUrl(attempt, site);
  if (!url) return redirect(signInPage(attempt.next, "session/issuer-down"));
  return { url: url.href, host: url.host };
}

export default function SignInOnward() {
  const { url, host } = useLoaderData<typeof loader>();
  return <Onward title="Sign in" lead={`You are on your way to ${host}.`} url={url} />;
}
