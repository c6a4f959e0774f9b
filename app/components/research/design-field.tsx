import { type ComponentProps, createContext, type ReactNode, useContext } from "react";

interface DesignValues {
  /** Of names and ids: a field called "matches" would hide the form's own `matches`. */
  prefix: string;
  form: Readonly<Record<string, string>>;
  problems: Readonly<Record<string, string>>;
}

const Values = createContext<DesignValues>({ prefix: "", form: {}, problems: {} });

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
  const { id, value, described } = useField(name, hint);
  return (
    <Labelling {...{ id, name, label, hint, className }}>
      <input
        id={id}
        name={id}
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
  const { id, value, described } = useField(name, hint);
  return (
    <Labelling {...{ id, name, label, hint, className }}>
      <textarea
        id={id}
        name={id}
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
  const { id, value, described } = useField(name, hint);
  const known = options.some(([one]) => one === value);
  return (
    <Labelling {...{ id, name, label, hint, className }}>
      <select id={id} name={id} className="field design-field" defaultValue={value} {...described}>
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
  const { prefix, form, problems } = useDesign();
  const id = prefix + name;
  const wrong = problems[name] !== undefined;
  const notes = [hint ? `${id}-hint` : "", wrong ? `${id}-wrong` : ""].filter(Boolean);
  return {
    id,
    value: form[name] ?? "",
    described: {
      "aria-describedby": notes.length > 0 ? notes.join(" ") : undefined,
      "aria-invalid": wrong ? true : undefined,
    },
  };
}

function Labelling({
  id,
  name,
  label,
  hint,
  className = "",
  children,
}: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={id} className="block text-small font-semibold">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      ) : null}
      <FieldProblem name={name} />
    </div>
  );
}

/** What is wrong with a field, or with a whole list. */
export function FieldProblem({ name }: { name: string }) {
  const { prefix, problems } = useDesign();
  const problem = problems[name];
  if (problem === undefined) return null;
  return (
    <p id={`${prefix}${name}-wrong`} className="mt-1 text-small font-semibold">
      {problem}
    </p>
  );
}
