import type { StudyShown, YourPart } from "../../api/study-schemas.ts";
import { CopyButton } from "../copy-button.tsx";
import { TextLink } from "../text-link.tsx";
import { PastMatches } from "./past-matches.tsx";
import { Paragraphs, StudyFrame } from "./study-frame.tsx";

interface StudyEndProps {
  study: StudyShown["study"];
  you: YourPart;
}

const WORDS: Readonly<Record<NonNullable<YourPart["ending"]>, { title: string; text: string }>> = {
  finished: { title: "That was all", text: "You have played to the end. Thank you." },
  left: { title: "You have left", text: "Your part in this study has ended." },
  "failed-attention": {
    title: "It ends here",
    text: "One of the answers was not the one that the question asked for, so that this study goes on without you. Thank you for coming.",
  },
  "waited-too-long": {
    title: "Nobody was found",
    text: "No partner came in time. That is not your doing: the code below says so.",
  },
};

export function StudyEnd({ study, you }: StudyEndProps) {
  const { title, text } = WORDS[you.ending ?? "left"];
  return (
    <StudyFrame title={title} place={study.title} trial={study.trial}>
      <p className="measure text-lead">{text}</p>
      {you.withdrawn ? (
        <p className="measure mt-4">
          Your consent is withdrawn. Nothing of your part is in any export or analysis from now on.
        </p>
      ) : null}
      {you.code ? <Code code={you.code} returnTo={you.returnTo} /> : null}
      {you.debrief ? (
        <section aria-labelledby="debrief" className="rule mt-10 py-8">
          <h2 id="debrief" className="mb-4 text-heading">
            What this was about
          </h2>
          <Paragraphs text={you.debrief} />
        </section>
      ) : null}
      <PastMatches matches={you.past} />
      {you.withdrawn ? null : (
        <p className="rule pt-6 text-small">
          <TextLink to={`/study/${study.code}/withdraw`} className="inline-block py-2">
            Withdraw your consent
          </TextLink>
        </p>
      )}
    </StudyFrame>
  );
}

function Code({ code, returnTo }: { code: string; returnTo: string | null }) {
  return (
    <section aria-labelledby="code" className="rule mt-8 py-8">
      <h2 id="code" className="text-heading">
        Your code
      </h2>
      <p className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-3">
        <span className="figure text-heading break-all">{code}</span>
        <CopyButton text={code} what="the code" />
      </p>
      {returnTo ? (
        <p className="mt-5">
          <a className="button" data-kind="full" href={returnTo} rel="noreferrer">
            Go back to where you came from
          </a>
        </p>
      ) : (
        <p className="measure mt-4 text-muted">Give it to whoever sent you here.</p>
      )}
    </section>
  );
}
