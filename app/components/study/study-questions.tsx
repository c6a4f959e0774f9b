import type { StudyShown, YourPart } from "../../api/study-schemas.ts";
import type { RefusedAnswers } from "../../services/studies.server.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { LeaveStudy } from "./leave-study.tsx";
import { QuestionField } from "./question-field.tsx";
import { StudyFrame } from "./study-frame.tsx";

interface StudyQuestionsProps {
  study: StudyShown["study"];
  you: YourPart;
  /** What a plain form said that was refused. */
  refused: RefusedAnswers | null;
}

export function StudyQuestions({ study, you, refused }: StudyQuestionsProps) {
  const none = you.questions.length === 0;
  return (
    <StudyFrame
      title={none ? "You take part" : "A few questions"}
      place={study.title}
      trial={study.trial}
    >
      <ProblemNotice className="mb-6" say={rareSentence} />
      <ApiForm
        action={`/api/v1/studies/${study.code}/answers`}
        then={`/study/${study.code}`}
        say={rareSentence}
        className="measure"
      >
        {(busy) => (
          <>
            <div className="space-y-8">
              {you.questions.map((question) => (
                <QuestionField
                  key={question.name}
                  question={question}
                  sent={refused?.sent[question.name]}
                  problem={refused?.problems[question.name]}
                />
              ))}
            </div>
            <Button aria-disabled={busy} className="mt-8">
              {none ? "Go on" : "Send the answers"}
            </Button>
          </>
        )}
      </ApiForm>
      <LeaveStudy code={study.code} />
    </StudyFrame>
  );
}
