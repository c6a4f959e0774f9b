interface ChoicesProps {
  legend: string;
  name: string;
  choices: readonly { value: string; text: string }[];
  chosen: string;
}

/** One of a few. */
export function Choices({ legend, name, choices, chosen }: ChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{legend}</legend>
      {choices.map(({ value, text }) => (
        <label key={value} className="flex min-h-11 items-center gap-3">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            required
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
