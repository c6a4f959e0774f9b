import { type ComponentProps, createContext, type ReactNode, useContext } from "react";

interface DesignValues {
  form: Readonly<Record<string, string>>;
  problems: Readonly<Record<string, string>>;
}

const Values = createContext<DesignValues>({ form: {}, problems: {} });

/** What the fields of a design hold, and what is wrong with them. */
export const DesignValuesProvider = Values.Provider;

export function useDesign(): DesignValues {
  return useContext(Values);
}

interface Labelled {
  /** Of the design: `arms.0.name`. */
  name: string;
  label: string;
  hint?: string | undefined;
  className?: string;
}

export function DesignInput({
  name,
  label,
  hint,
  className,
  ...input
}: Labelled & ComponentProps<"input">) {
  const { value, described } = useField(name, hint);
  return (
    <Labelling {...{ name, label, hint, className }}>
      <input
        id={name}
        name={name}
        className="field design-field"
        autoComplete="off"
        defaultValue={value}
        {...described}
        {...input}
      />
    </Labelling>
  );
}

export function DesignArea({
  name,
  label,
  hint,
  className,
  ...area
}: Labelled & ComponentProps<"textarea">) {
  const { value, described } = useField(name, hint);
  return (
    <Labelling {...{ name, label, hint, className }}>
      <textarea
        id={name}
        name={name}
        className="field design-area"
        rows={3}
        defaultValue={value}
        {...described}
        {...area}
      />
    </Labelling>
  );
}

interface Choosing extends Labelled {
  options: readonly (readonly [value: string, text: string])[];
}

/** A value that is not among the options stays, as it stood. */
export function DesignSelect({ name, label, hint, className, options }: Choosing) {
  const { value, described } = useField(name, hint);
  const known = options.some(([one]) => one === value);
  return (
    <Labelling {...{ name, label, hint, className }}>
      <select
        id={name}
        name={name}
        className="field design-field"
        defaultValue={value}
        {...described}
      >
        {known ? null : <option value={value}>{value === "" ? "Choose" : value}</option>}
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </Labelling>
  );
}

function useField(name: string, hint: string | undefined) {
  const { form, problems } = useDesign();
  const wrong = problems[name] !== undefined;
  const notes = [hint ? `${name}-hint` : "", wrong ? `${name}-wrong` : ""].filter(Boolean);
  return {
    value: form[name] ?? "",
    described: {
      "aria-describedby": notes.length > 0 ? notes.join(" ") : undefined,
      "aria-invalid": wrong ? true : undefined,
    },
  };
}

function Labelling({
  name,
  label,
  hint,
  className = "",
  children,
}: Labelled & { children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={name} className="block text-small font-semibold">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${name}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      ) : null}
      <FieldProblem name={name} />
    </div>
  );
}

/** What is wrong with a field, or with a whole list. */
export function FieldProblem({ name }: { name: string }) {
  const problem = useDesign().problems[name];
  if (problem === undefined) return null;
  return (
    <p id={`${name}-wrong`} className="mt-1 text-small font-semibold">
      {problem}
    </p>
  );
}
