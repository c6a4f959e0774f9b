import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PERIODS, periodText } from "../../game/retention.ts";
import { ApiForm } from "../components/api-form.tsx";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { Section } from "../components/section.tsx";
import { TextLink } from "../components/text-link.tsx";
import { requirePlayer } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Delete your data · AmIAnAI" }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { handle } = await requirePlayer(request, context);
  return { handle };
}

const GOES = [
  "Your name, and your account if you have one. Signing in again makes a new player.",
  "Your sessions, in every browser, at once.",
  "The traces of your address and device, what you agreed to, and who you are never paired with.",
  "What you wrote in reports and appeals, and texts of yours that were refused.",
  "Your place on the boards.",
  "Your part in studies: it is withdrawn from them, and what you answered there goes.",
];

const STAYS = [
  "Your matches and guesses, under an id that names nobody. Partners’ histories and ratings rest on them, and so do figures that are published already.",
  "What moderators decided about that id, and the log of what staff did.",
];

export default function DeleteData() {
  const { handle } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title="Delete your data"
        lead={
          <>
            This cannot be undone. You may want to{" "}
            <a className="link" href="/api/v1/me/data">
              download it
            </a>{" "}
            first.
          </>
        }
      >
        <ProblemNotice className="mt-6" say={rareSentence} />
      </PageHeader>
      <div className="rule">
        <Section title="What goes">
          <Lines of={GOES} />
        </Section>
      </div>
      <div className="rule">
        <Section title="What stays, and why">
          <Lines of={STAYS} />
        </Section>
      </div>
      <div className="rule">
        <Section title="Delete it">
          <DeletionForm handle={handle} />
        </Section>
      </div>
    </div>
  );
}

function DeletionForm({ handle }: { handle: string }) {
  return (
    <ApiForm action="/api/v1/me" method="delete" then="/" say={rareSentence} className="measure">
      {(busy) => (
        <>
          <label className="flex min-h-11 items-baseline gap-3">
            <input type="checkbox" name="eraseMessages" value="true" />
            <span>
              Also erase what I wrote in matches now. Otherwise it goes {periodText(PERIODS.words)}{" "}
              after each match.
            </span>
          </label>
          <Field
            label="Type your name to confirm"
            name="confirm"
            autoComplete="off"
            required
            className="mt-6"
            hint={`Your name here is ${handle}`}
          />
          <div className="mt-8 flex flex-wrap items-center gap-6">
            <Button aria-disabled={busy}>Delete my data</Button>
            <TextLink to="/me">Keep it</TextLink>
          </div>
        </>
      )}
    </ApiForm>
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return (
    <ul className="measure space-y-3">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
