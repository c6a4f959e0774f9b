import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { CasePeople } from "../components/desk/case-people.tsx";
import { CaseGuesses, CaseReports } from "../components/desk/case-reports.tsx";
import { CaseTranscript } from "../components/desk/case-transcript.tsx";
import { ClaimBar } from "../components/desk/claim-bar.tsx";
import { DecideForm } from "../components/desk/decide-form.tsx";
import { DecisionList } from "../components/desk/decision-list.tsx";
import { ACTIONS, when } from "../components/desk/desk-words.ts";
import styles from "../components/desk/desk.css?url";
import { Generations } from "../components/desk/generations.tsx";
import { KeysDialog } from "../components/desk/keys-dialog.tsx";
import { RunningCase } from "../components/desk/running-case.tsx";
import { type Keys, step, useKeys } from "../components/desk/use-keys.ts";
import { PageHeader } from "../components/page-header.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { rareSentence } from "../components/rare-problems.ts";
import { TextLink } from "../components/text-link.tsx";
import { type OpenedCase, readCase } from "../services/desk.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "A case · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const headers = () => ({ "Cache-Control": "no-store" });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "moderator");
  const { caseId = "" } = params;
  const opened = UUID.test(caseId) ? await readCase(context, session, caseId) : null;
  if (!opened) throw new Response(null, { status: 404, statusText: "Not Found" });
  return opened;
}

const DECIDING = "decide";
const KEYS = [
  { keys: "j k", does: "Next message, message before; the arrows do too" },
  ...ACTIONS.map(({ key, text }) => ({ keys: key, does: `${text}: then write the reason` })),
  { keys: "c", does: "Claim the case" },
  { keys: "q", does: "Back to the queue" },
  { keys: "?", does: "These keys" },
  { keys: "Esc", does: "Leave a field, close this" },
];

export default function Case() {
  const { head, file } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const next = () => step("[data-line]", 1);
  const before = () => step("[data-line]", -1);
  useKeys({
    ...{ j: next, ArrowDown: next, k: before, ArrowUp: before },
    ...decidingKeys(),
    c: () => document.querySelector<HTMLElement>("[data-claim]")?.click(),
    q: () => navigate("/desk"),
    "?": () => dialog.current?.showModal(),
  });
  return (
    <div className="page pb-16">
      <PageHeader
        title="A case"
        lead={`${head.ruleset}, ${head.endedAt ? `ended ${when(head.endedAt)}` : "running"}. ${standing(head)}`}
      >
        <p className="mt-4 flex flex-wrap gap-x-6">
          <TextLink to="/desk">The queue</TextLink>
          <button type="button" className="link" onClick={() => dialog.current?.showModal()}>
            Keys
          </button>
        </p>
        <ProblemNotice say={rareSentence} className="mt-6" />
      </PageHeader>
      <KeysDialog dialog={dialog} keys={KEYS} />
      {file ? (
        <>
          <ClaimBar head={head} />
          <div className="desk-case mt-10" key={head.version}>
            <div className="min-w-0">
              <Part title="Reports">
                <CaseReports file={file} />
              </Part>
              <Part title="Transcript">
                <CaseTranscript file={file} form={DECIDING} />
              </Part>
              <Part title="Guesses">
                <CaseGuesses file={file} />
              </Part>
              <Part title="Calls of models">
                <Generations file={file} />
              </Part>
            </div>
            <div className="min-w-0">
              <Part title="Decide">
                <DecideForm head={head} file={file} id={DECIDING} />
              </Part>
              <Part title="Decisions">
                <DecisionList caseId={head.id} decisions={file.decisions} />
              </Part>
              <Part title="Who sat here">
                <CasePeople file={file} />
              </Part>
            </div>
          </div>
        </>
      ) : (
        <RunningCase matchId={head.matchId} caseId={head.id} />
      )}
    </div>
  );
}

function standing({ phase, rated, ratedReason, state }: OpenedCase["head"]) {
  const suspected = ratedReason === "suspected-collusion" ? " for signs of collusion" : "";
  const counted = phase === "voided" ? "Voided" : rated ? "Rated" : `Not rated${suspected}`;
  return `${counted}; the case is ${state}.`;
}

/** Chooses a decision and goes on to its reason. */
function decidingKeys(): Keys {
  return Object.fromEntries(
    ACTIONS.map(({ action, key }) => [
      key,
      () => {
        const form = document.getElementById(DECIDING);
        const choice = form?.querySelector<HTMLInputElement>(`[name=action][value=${action}]`);
        if (choice) choice.checked = true;
        form?.querySelector<HTMLTextAreaElement>("[name=reason]")?.focus();
      },
    ]),
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="desk-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
