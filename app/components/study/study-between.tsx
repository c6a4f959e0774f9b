import type { StudyShown, YourPart } from "../../api/study-schemas.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { LeaveStudy } from "./leave-study.tsx";
import { StudyFrame } from "./study-frame.tsx";

interface StudyBetweenProps {
  study: StudyShown["study"];
  you: YourPart;
}

/** Before a match: it begins when the participant is ready to wait for it. */
export function StudyBetween({ study, you }: StudyBetweenProps) {
  const first = you.played === 0;
  return (
    <StudyFrame
      title={first ? "Ready?" : "On to the next one"}
      place={`${study.title} · ${you.played} of ${study.matches} played`}
      trial={study.trial}
    >
      <p className="measure text-lead">
        {first
          ? "You wait until a partner is found, then you write to each other. The clock stands at the top. In the end, or when the time is up, say what the other side was."
          : "Your answer is kept. Who it was, you are told after the last conversation."}
      </p>
      <p className="measure mt-4 text-muted">
        The wait is the same whoever your partner will be, and takes{" "}
        {Math.ceil(study.waitSeconds / 60)} {study.waitSeconds > 60 ? "minutes" : "minute"} at most.
        Keep this page open meanwhile.
      </p>
      <ProblemNotice className="mt-6" say={rareSentence} />
      <ApiForm
        action={`/api/v1/studies/${study.code}/wait`}
        then={`/study/${study.code}/wait`}
        say={rareSentence}
        className="mt-8"
      >
        {(busy) => <Button aria-disabled={busy}>{first ? "Begin" : "Begin the next one"}</Button>}
      </ApiForm>
      <LeaveStudy code={study.code} />
    </StudyFrame>
  );
}
