import type { Design } from "../../../game/experiment.ts";
import { Section } from "../section.tsx";
import { DesignArea, DesignInput, DesignSelect } from "./design-field.tsx";

const LICENCE_TEXTS: Record<Design["licence"], string> = {
  "CC0-1.0": "CC0 1.0: no rights kept",
  "CC-BY-4.0": "CC BY 4.0: with your name",
  "CC-BY-SA-4.0": "CC BY-SA 4.0: with your name, under the same licence",
  "CC-BY-NC-4.0": "CC BY-NC 4.0: with your name, not for sale",
};

export function AboutSection() {
  return (
    <Section title="Question" id="about">
      <div className="design-stack">
        <DesignInput name="title" label="Title" maxLength={80} hint="Participants read it." />
        <DesignArea
          name="question"
          label="Question"
          maxLength={2000}
          hint="What the study asks. Participants do not see it."
        />
        <DesignArea
          name="preregistration"
          label="Preregistration"
          rows={4}
          hint="The text or its address. It goes into every export."
        />
        <DesignSelect
          name="licence"
          label="Licence of the data"
          options={Object.entries(LICENCE_TEXTS)}
        />
      </div>
    </Section>
  );
}

export function ConsentSection() {
  return (
    <Section title="Consent" id="consent">
      <div className="design-stack">
        <DesignInput
          name="consent.version"
          label="Version"
          maxLength={40}
          className="design-short"
          hint="Stored with each consent."
        />
        <DesignArea
          name="consent.text"
          label="Text"
          rows={12}
          hint="An empty line begins a paragraph."
        />
      </div>
    </Section>
  );
}
