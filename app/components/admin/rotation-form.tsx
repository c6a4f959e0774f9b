import { Field } from "../field.tsx";
import { ActForm } from "./act-form.tsx";
import { Choices } from "./choices.tsx";

interface RotationFormProps {
  id: string;
  codename: string;
  version: number;
  inRotation: boolean;
  weight: number;
}

const CHOICES = [
  { value: "true", text: "Yes" },
  { value: "false", text: "No" },
];

export function RotationForm({ id, codename, version, inRotation, weight }: RotationFormProps) {
  return (
    <ActForm
      title={`Change ${codename} ${version}`}
      action={`/api/v1/persona-versions/${id}/rotation`}
      then="/admin/personas"
      verb="Change it"
    >
      <Choices
        legend="In rotation"
        name="inRotation"
        choices={CHOICES}
        chosen={String(inRotation)}
      />
      <Field
        label="Weight"
        name="weight"
        type="number"
        min={0}
        max={1_000_000}
        step="any"
        defaultValue={weight}
        required
        hint="How often it is drawn, against the weights of the others. 0 is never."
      />
    </ActForm>
  );
}
