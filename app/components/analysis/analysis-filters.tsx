import { Form } from "@remix-run/react";
import type { AnalysisChoices } from "../../../db/analysis/choices.ts";
import { EXCLUSION_RULES } from "../../../game/exclusion.ts";
import type { AnalysisQuery } from "../../api/analysis-schemas.ts";
import { Button } from "../button.tsx";
import { Select } from "../desk/select.tsx";
import { Field } from "../field.tsx";

interface AnalysisFiltersProps {
  query: AnalysisQuery;
  choices: AnalysisChoices;
  /** Names of the rules that are on. */
  rules: readonly string[];
}

const withAny = (any: string, values: readonly string[]) =>
  [["", any], ...values.map((value) => [value, value] as const)] as const;

/** An address may name an arm of all versions together, which is none of the choices. */
const armsWith = (asked: string | undefined, arms: readonly string[]) =>
  asked && !arms.includes(asked) ? [asked, ...arms] : arms;

/** What is analysed. The address of the page says all of it. */
export function AnalysisFilters({ query, choices, rules }: AnalysisFiltersProps) {
  const experiments = choices.experiments.map(({ id, title }) => [id, title] as const);
  return (
    <Form method="get" action="/research/analysis" className="rule py-4">
      <div className="desk-filters">
        <Select
          label="Games of"
          name="experiment"
          defaultValue={query.experiment ?? ""}
          options={[["", "public play"], ...experiments]}
        />
        {choices.arms.length > 0 ? (
          <Select
            label="Arm"
            name="arm"
            defaultValue={query.arm ?? ""}
            options={withAny("all arms", armsWith(query.arm, choices.arms))}
          />
        ) : null}
        <Select
          label="Ruleset"
          name="ruleset"
          defaultValue={query.ruleset ?? ""}
          options={withAny("all rulesets", choices.rulesets)}
        />
        <Select
          label="Persona"
          name="persona"
          defaultValue={query.persona ?? ""}
          options={withAny("all personas", choices.personas)}
        />
        <Field
          className="text-small"
          label="From"
          name="from"
          type="date"
          defaultValue={query.from?.slice(0, 10)}
        />
        <Field
          className="text-small"
          label="Before"
          name="until"
          type="date"
          defaultValue={query.until?.slice(0, 10)}
        />
        <Button size="small">Show</Button>
      </div>
      <input type="hidden" name="rules" value="chosen" />
      <details>
        <summary className="link inline-block cursor-pointer py-2 text-small">
          Exclusion rules
        </summary>
        <fieldset className="mt-2">
          <legend className="sr-only">Games are left out by these rules</legend>
          {EXCLUSION_RULES.map(({ name, version, use, description, source }) => (
            <label key={name} className="desk-check flex items-start py-2">
              <input
                type="checkbox"
                name="exclude"
                value={name}
                defaultChecked={rules.includes(name)}
                disabled={use === "always"}
              />
              <span className="text-small">
                {description}{" "}
                <span className="text-muted">
                  <span className="figure">
                    {name} {version}
                  </span>
                  {use === "always" ? ", always" : ""}; {source}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      </details>
    </Form>
  );
}
