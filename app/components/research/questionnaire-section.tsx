import { FIELD_PREFIX, placesIn } from "../../api/design-places.ts";
import { Section } from "../section.tsx";
import { DesignArea, DesignInput, DesignSelect, FieldProblem, useDesign } from "./design-field.tsx";
import { EditButton } from "./edit-button.tsx";

const KINDS: Readonly<Record<string, string>> = {
  choice: "one of several",
  number: "a number",
  text: "a text",
};

export function QuestionnaireSection() {
  const places = placesIn(useDesign().form, "questionnaire");
  return (
    <Section title="Questions before play" id="questionnaire">
      {places.length === 0 ? <p className="text-muted">No question is asked.</p> : null}
      {places.map((place, index) => (
        <Question key={place} place={place} index={index} last={index === places.length - 1} />
      ))}
      <FieldProblem name="questionnaire" />
      <div className="mt-4 flex flex-wrap gap-x-6">
        <EditButton edit="add-choice">Add a choice</EditButton>
        <EditButton edit="add-number">Add a number</EditButton>
        <EditButton edit="add-text">Add a text</EditButton>
      </div>
    </Section>
  );
}

interface QuestionProps {
  place: number;
  index: number;
  last: boolean;
}

function Question({ place, index, last }: QuestionProps) {
  const at = `questionnaire.${place}`;
  const kind = useDesign().form[`${at}.kind`] ?? "text";
  return (
    <fieldset className="design-item">
      <legend className="design-legend">
        Question {index + 1}: {KINDS[kind] ?? kind}
      </legend>
      <input type="hidden" name={FIELD_PREFIX + `${at}.kind`} value={kind} />
      <div className="design-grid">
        <DesignInput name={`${at}.text`} label="Asked" maxLength={500} className="design-wide" />
        <DesignInput name={`${at}.name`} label="Column in exports" maxLength={40} />
        <DesignSelect
          name={`${at}.required`}
          label="Must be answered"
          options={[
            ["true", "Yes"],
            ["false", "No"],
          ]}
        />
        <Limits at={at} kind={kind} />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-6">
        {index > 0 ? <EditButton edit={`up-question:${place}`}>Move up</EditButton> : null}
        {last ? null : <EditButton edit={`down-question:${place}`}>Move down</EditButton>}
        <EditButton edit={`remove-question:${place}`}>Remove question {index + 1}</EditButton>
      </p>
    </fieldset>
  );
}

function Limits({ at, kind }: { at: string; kind: string }) {
  if (kind === "number")
    return (
      <>
        <DesignInput name={`${at}.min`} label="From" inputMode="decimal" />
        <DesignInput name={`${at}.max`} label="To" inputMode="decimal" />
      </>
    );
  if (kind !== "choice") return null;
  return (
    <>
      <DesignArea
        name={`${at}.options`}
        label="Answers, one a line"
        rows={4}
        className="design-wide"
      />
      <DesignInput
        name={`${at}.expected`}
        label="Attention check: the right answer"
        maxLength={120}
        className="design-wide"
        hint="Leave it empty where every answer is right. Any other answer ends the participation."
      />
    </>
  );
}
