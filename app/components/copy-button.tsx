import { useState, useSyncExternalStore } from "react";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  text: string;
  /** What is copied, for who hears the button rather than sees where it stands. */
  what: string;
}

const SAID = { ready: "Copy", copied: "Copied", refused: "Mark it and copy it by hand" } as const;

const never = () => () => undefined;

/** Copies a text; not there where the browser runs no script. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof SAID>("ready");
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!runs) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  return (
    <Button type="button" kind="quiet" size="small" onClick={() => void copy()}>
      <span aria-live="polite">{SAID[state]}</span>
      <span className="sr-only"> {what}</span>
    </Button>
  );
}
