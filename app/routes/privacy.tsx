import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CONSENT } from "../../game/consent.ts";
import { day } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { Section } from "../components/section.tsx";
import { Stored } from "../components/stored.tsx";
import { YourData } from "../components/your-data.tsx";
import { consentShown } from "../services/consent.server.ts";
import { currentPlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "What is stored · AmIAnAI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await currentPlayer(request, context);
  return { consent: player ? await consentShown(context, player) : null };
}

export default function Privacy() {
  const { consent } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title="What is stored"
        lead="What is kept about you, for how long, who sees it, and how you get it or get rid of it."
      />
      <div className="rule">
        <Section
          title="What is kept"
          aside={
            <span className="text-muted">
              Version {CONSENT.version}, {day(CONSENT.since)}
            </span>
          }
        >
          <Stored readers />
        </Section>
      </div>
      <div className="rule">
        <Section title="Yours to take or to delete">
          <div className="measure space-y-4">
            <p>
              You can download all of it as one file, and delete it, whenever you like. A match that
              still runs is in the file once it has ended; until then nobody is told who sits in it.
            </p>
            <p>
              When you delete your data, your account, your browsers and the traces of your address
              and device go at once, and your name with them. Your matches stay under an id that
              names nobody: the other side’s history and ratings rest on them. What you wrote in
              them stays as long as stated above, or goes at once if you say so.
            </p>
          </div>
          <div className="mt-6">
            {consent ? (
              <YourData consent={consent} />
            ) : (
              <p className="measure text-muted">
                You have no session here, so nothing is held about you that this browser could show.
              </p>
            )}
          </div>
        </Section>
      </div>
      <div className="rule">
        <Section title="How the periods are kept">
          <p className="measure">
            Once a day what is older than its period is erased, by the server itself, and the log
            says how much that was.
          </p>
        </Section>
      </div>
    </div>
  );
}
