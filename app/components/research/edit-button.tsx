import type { ReactNode } from "react";

interface EditButtonProps {
  /** What it does to the design's lists, as the API reads it. */
  edit: string;
  children: ReactNode;
}

/** Saves the form as it stands, with an item more, less, or in another place. */
export function EditButton({ edit, children }: EditButtonProps) {
  return (
    <button type="submit" name="edit" value={edit} className="link min-h-11 px-1 text-small">
      {children}
    </button>
  );
}
