import { type ComponentProps, useId } from "react";

interface WordsFieldProps extends ComponentProps<"textarea"> {
  label: string;
  hint?: string;
  /** Characters at most. */
  most: number;
}

/** A few lines that somebody else will read. */
export function WordsField({ label, hint, most, className = "", ...area }: WordsFieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="block text-small font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        className="field desk-area"
        rows={3}
        required
        minLength={3}
        maxLength={most}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...area}
      />
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
