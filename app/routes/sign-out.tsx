import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Onward, onwardMeta } from "../components/account/onward.tsx";
import { ButtonLink } from "../components/button.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { siteOf } from "../services/site.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => onwardMeta("Signed out", data?.url);
export const headers = () => ({ "Cache-Control": "no-store" });

/** The session here has ended; the issuer has its own. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const site = siteOf(request, context.env);
  const url = site ? await context.issuer?.signOutUrl(site) : null;
  return { url: url?.href, host: context.issuer?.host };
}

export default function SignedOut() {
  const { url, host } = useLoaderData<typeof loader>();
  if (url) return <Onward title="Signed out" lead={`Here, and now at ${host ?? ""}.`} url={url} />;
  return (
    <div className="page">
      <PageHeader
        title="Signed out"
        lead={
          host
            ? `You are signed out here. ${host} does not answer, so you may still be signed in there.`
            : "You are signed out."
        }
      />
      <ButtonLink to="/">Go to the first page</ButtonLink>
    </div>
  );
}
