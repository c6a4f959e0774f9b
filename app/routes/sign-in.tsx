import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SignInOffer } from "../components/account/sign-in-offer.tsx";
import { signInSentence } from "../components/account/sign-in-words.ts";
import { ButtonLink } from "../components/button.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { localPath } from "../local-path.ts";
import { liveMatchId } from "../services/lobby.server.ts";
import { currentPlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · AmIAnAI" }];
export const headers: HeadersFunction = ({ loaderHeaders }) => {
  const wait = loaderHeaders.get("Retry-After");
  return { "Cache-Control": "no-store", ...(wait ? { "Retry-After": wait } : {}) };
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await currentPlayer(request, context);
  const { issuer } = context;
  const reachable = (await issuer?.isReachable()) ?? false;
  const found = {
    next: localPath(new URL(request.url).searchParams.get("next"), "/me"),
    offer: issuer ? (reachable ? ("open" as const) : ("down" as const)) : ("none" as const),
    guest: player?.guest ?? false,
    account: player && !player.guest ? player.handle : null,
    matchId: player ? await liveMatchId(context, player) : null,
  };
  const away = { status: 503, headers: { "Retry-After": "30" } };
  return data(found, found.offer === "down" ? away : {});
}

export default function SignIn() {
  const { next, offer, guest, account, matchId } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title="Sign in"
        lead={
          account
            ? `You are signed in as ${account}.`
            : "Guests can play everything. Signing in is for keeping it."
        }
      >
        <ProblemNotice className="mt-6" say={signInSentence} />
      </PageHeader>
      {matchId ? (
        <div className="rule flex flex-wrap items-center justify-between gap-5 py-8">
          <p className="measure">
            You are in a match that is still running. Sign in when it has ended.
          </p>
          <ButtonLink to={`/matches/${matchId}`}>Return to it</ButtonLink>
        </div>
      ) : null}
      <SignInOffer offer={offer} next={next} guest={guest} account={account !== null} />
    </div>
  );
}
