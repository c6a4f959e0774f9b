import { placesIn } from "../../api/design-places.ts";
import { Section } from "../section.tsx";
import { DesignInput, DesignSelect, FieldProblem, useDesign } from "./design-field.tsx";
import { EditButton } from "./edit-button.tsx";
import { MixFields } from "./mix-fields.tsx";

/** The most arms that a design may have. */
const MOST = 8;

interface ArmsSectionProps {
  protocols: readonly { value: string; text: string }[];
  personas: readonly string[];
}

export function ArmsSection(props: ArmsSectionProps) {
  const places = placesIn(useDesign().form, "arms");
  return (
    <Section title="Arms" id="arms">
      <p className="measure mb-6 text-small text-muted">
        Participants never learn which arm they are in. They are told one AI share: the mean over
        the arms, by weight.
      </p>
      {places.map((place, index) => (
        <Arm key={place} place={place} index={index} only={places.length === 1} {...props} />
      ))}
      <FieldProblem name="arms" />
      {places.length < MOST ? (
        <p className="mt-4">
          <EditButton edit="add-arm">Add an arm</EditButton>
        </p>
      ) : null}
    </Section>
  );
}

interface ArmProps extends ArmsSectionProps {
  place: number;
  index: number;
  only: boolean;
}

function Arm({ place, index, only, protocols, personas }: ArmProps) {
  const at = `arms.${place}`;
  return (
    <fieldset className="design-item">
      <legend className="design-legend">Arm {index + 1}</legend>
      <div className="design-grid">
        <DesignInput
          name={`${at}.name`}
          label="Name"
          maxLength={40}
          hint="Lower-case words joined by hyphens. For you and the exports."
        />
        <DesignSelect
          name={`${at}.ruleset`}
          label="Game"
          options={protocols.map(({ value, text }) => [value, text] as const)}
        />
        <DesignInput
          name={`${at}.aiShare`}
          label="AI partners, %"
          inputMode="decimal"
          hint="In a three-party game one of two witnesses always is one."
        />
        <DesignInput
          name={`${at}.weight`}
          label="Weight"
          inputMode="decimal"
          hint="How often it is drawn, against the other arms."
        />
        <DesignSelect
          name={`${at}.release`}
          label="Messages appear"
          options={[
            ["natural", "When they are sent"],
            ["matched", "At the ends of fixed slots"],
          ]}
        />
        <DesignInput
          name={`${at}.slotSeconds`}
          label="Length of a slot, seconds"
          inputMode="decimal"
          hint="For fixed slots only."
        />
      </div>
      <MixFields at={at} personas={personas} />
      <p className="mt-2 flex flex-wrap gap-x-6">
        <EditButton edit={`copy-arm:${place}`}>Copy arm {index + 1}</EditButton>
        {only ? null : <EditButton edit={`remove-arm:${place}`}>Remove arm {index + 1}</EditButton>}
      </p>
    </fieldset>
  );
}
