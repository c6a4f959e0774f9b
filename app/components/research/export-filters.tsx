import { Select } from "../desk/select.tsx";
import { Field } from "../field.tsx";

export interface Choices {
  experiments: readonly { code: string; title: string }[];
  rulesets: readonly { slug: string; title: string }[];
  personas: readonly string[];
}

/** Which matches: the same for whole exports and for single tables. */
export function ExportFilters({ experiments, rulesets, personas }: Choices) {
  return (
    <>
      <Select
        label="Experiment"
        name="experiment"
        options={[
          ["", "All of yours, and public play"],
          ...experiments.map(({ code, title }) => [code, `${title} (${code})`] as const),
        ]}
      />
      <Select
        label="Game"
        name="ruleset"
        options={[["", "All"], ...rulesets.map(({ slug, title }) => [slug, title] as const)]}
      />
      <Select
        label="Persona"
        name="persona"
        options={[["", "All"], ...personas.map((name) => [name, name] as const)]}
      />
      <Field
        label="Arm"
        name="arm"
        maxLength={80}
        autoComplete="off"
        hint="By its name in the design; of one version as name v2."
      />
      <Field label="Ended on or after" name="from" type="date" />
      <Field label="Ended before" name="until" type="date" />
    </>
  );
}
