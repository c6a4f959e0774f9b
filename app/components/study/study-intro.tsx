import type { StudyShown } from "../../api/study-schemas.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { TextLink } from "../text-link.tsx";
import { Paragraphs, StudyFrame } from "./study-frame.tsx";

interface StudyIntroProps {
  study: StudyShown["study"];
  consent: StudyShown["consent"];
  /** What is sent along: the recruiter's parameters, and the draft that is tried out. */
  fields: Readonly<Record<string, string>>;
}

export function StudyIntro({ study, consent, fields }: StudyIntroProps) {
  const page = `/study/${study.code}`;
  return (
    <StudyFrame title={study.title} place="A study" trial={study.trial}>
      <ul className="measure list-disc space-y-2 pl-5">
        <li>
          {study.matches === 1
            ? "You have one short conversation by text. The partner may be a person or an AI, and in the end you say what you think."
            : `You have ${study.matches} short conversations by text, one after the other. Partners may be people or AIs, and after each you say what you think.`}
        </li>
        <li>What it really was, you are told when you are through.</li>
        <li>You can leave at any time, and withdraw your consent later.</li>
        <li>
          Play as yourself, but write nothing that would tell a stranger who you are. This site
          stores what stands at <TextLink to="/privacy">what is stored</TextLink>.
        </li>
      </ul>
      <section aria-labelledby="consent" className="rule mt-8 py-8">
        <h2 id="consent" className="mb-4 text-heading">
          What you agree to
        </h2>
        <Paragraphs text={consent.text} />
        <p className="mt-4 text-small text-muted">Version {consent.version} of this text.</p>
      </section>
      <ProblemNotice className="mb-6" say={rareSentence} />
      <ApiForm action={`/api/v1/studies/${study.code}/enrolment`} then={page} say={rareSentence}>
        {(busy) => (
          <>
            <input type="hidden" name="consent" value={consent.version} />
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button aria-disabled={busy}>Agree and take part</Button>
          </>
        )}
      </ApiForm>
      <p className="measure mt-4 text-small text-muted">
        If you do not agree, close this page. Nothing about you has been stored.
      </p>
    </StudyFrame>
  );
}
