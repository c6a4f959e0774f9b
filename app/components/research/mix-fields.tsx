import { DesignArea, DesignInput, DesignSelect, FieldProblem, useDesign } from "./design-field.tsx";

interface MixFieldsProps {
  at: string;
  /** In rotation. */
  personas: readonly string[];
}

/** Who plays an arm's AI seats; those that the arm names stay, in rotation or not. */
export function MixFields({ at, personas }: MixFieldsProps) {
  const { form, problems } = useDesign();
  const prefix = `${at}.personas.`;
  const named = Object.entries(form).flatMap(([name, weight]) =>
    name.startsWith(prefix) && weight !== "" ? [name.slice(prefix.length)] : [],
  );
  const shown = [...new Set([...personas, ...named])].toSorted();
  return (
    <details className="mt-3" open={problems[`${at}.mix`] !== undefined}>
      <summary className="link inline-block min-h-11 cursor-pointer py-2 text-small">
        Who plays the AI seats: {namesOf(named)}
      </summary>
      <FieldProblem name={`${at}.mix`} />
      <fieldset className="mt-2">
        <legend className="text-small font-semibold">Personas by weight</legend>
        <p className="text-small text-muted">
          All empty: everybody in rotation, or whom the game itself names. Else who has no weight
          does not play.
        </p>
        <div className="design-weights">
          {shown.map((slug) => (
            <DesignInput key={slug} name={prefix + slug} label={slug} inputMode="decimal" />
          ))}
        </div>
      </fieldset>
      <div className="design-grid mt-4">
        <DesignArea
          name={`${at}.models`}
          label="Models by weight, one a line"
          hint="Such as: gpt-4o 2. Empty: each persona’s own."
        />
        <DesignSelect
          name={`${at}.allocation`}
          label="Drawn"
          options={[
            ["weights", "By these weights"],
            ["thompson", "The likelier to pass, the more often"],
          ]}
        />
      </div>
    </details>
  );
}

function namesOf(named: readonly string[]): string {
  if (named.length === 0) return "everybody in rotation";
  return named.length > 3 ? `${named.length} personas` : named.join(", ");
}
