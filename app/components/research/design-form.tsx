import type { DraftShown } from "../../services/experiment-page.server.ts";
import { FIELD_PREFIX } from "../../api/design-places.ts";
import { Button, ButtonLink } from "../button.tsx";
import { minute } from "../format.ts";
import { Notice } from "../notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { AboutSection, ConsentSection } from "./about-section.tsx";
import { ArmsSection } from "./arms-section.tsx";
import { DesignValuesProvider } from "./design-field.tsx";
import { EndSection, MatchesSection } from "./matches-section.tsx";
import { QuestionnaireSection } from "./questionnaire-section.tsx";
import { useDraft } from "./use-draft.ts";

/** The whole design of a draft; each of its buttons saves all of it. */
export function DesignForm({ draft }: { draft: DraftShown }) {
  const { id, revision, form, problems, protocols, personas } = draft;
  const action = `/api/v1/experiments/${id}`;
  const { formRef, made, busy, problem, saved, onInput, onSubmit } = useDraft({ action, revision });
  return (
    <form
      ref={formRef}
      method="post"
      action={action}
      noValidate
      onInput={onInput}
      onSubmit={(event) => void onSubmit(event)}
      aria-busy={busy}
    >
      <input type="hidden" name="_method" value="put" />
      <input type="hidden" name="revision" value={revision} />
      <SaveBar draft={draft} busy={busy} saved={saved} />
      {problem ? (
        <Notice tone="problem" className="mt-4">
          {rareSentence(problem)}
        </Notice>
      ) : null}
      <DesignValuesProvider value={{ prefix: FIELD_PREFIX, form, problems }} key={made}>
        <AboutSection />
        <ConsentSection />
        <QuestionnaireSection />
        <ArmsSection protocols={protocols} personas={personas} />
        <MatchesSection />
        <EndSection />
      </DesignValuesProvider>
    </form>
  );
}

interface SaveBarProps {
  draft: DraftShown;
  busy: boolean;
  saved: boolean;
}

/** Comes first, so that Enter in a field saves. */
function SaveBar({ draft, busy, saved }: SaveBarProps) {
  const { id, code, versionId, revision, changedAt, whole } = draft;
  return (
    <div className="design-bar">
      <Button size="small" name="edit" value="" aria-disabled={busy}>
        Save
      </Button>
      {whole ? (
        <a className="link" href={`/study/${code}?try=${versionId}`}>
          Try it out
        </a>
      ) : null}
      <ButtonLink to={`/research/experiments/${id}/start`} kind="quiet" size="small">
        Start…
      </ButtonLink>
      <p className="text-small text-muted" role="status">
        {busy ? "Saving" : saved ? "Saved" : ""} revision <span className="figure">{revision}</span>
        , <span className="figure">{minute(changedAt)}</span>
      </p>
    </div>
  );
}
