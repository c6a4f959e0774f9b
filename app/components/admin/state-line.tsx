interface StateLineProps {
  name: string;
  ok: boolean;
  /** How it is; where it is not well, what that means and what to do. */
  text: string;
}

/** A part of the system: the word says how it is, never a colour. */
export function StateLine({ name, ok, text }: StateLineProps) {
  return (
    <li className="rule grid gap-x-8 gap-y-1 py-3 md:grid-cols-[12rem_6rem_1fr]">
      <span className="text-muted">{name}</span>
      <strong>{ok ? "Well" : "Failing"}</strong>
      <span className="measure">{text}</span>
    </li>
  );
}
