import type { RefObject } from "react";
import { Button } from "../button.tsx";

interface KeysDialogProps {
  dialog: RefObject<HTMLDialogElement>;
  keys: readonly { keys: string; does: string }[];
}

/** The keys of a page. Everything that they do can be done by links and buttons too. */
export function KeysDialog({ dialog, keys }: KeysDialogProps) {
  return (
    <dialog ref={dialog} className="desk-keys" aria-labelledby="keys-title">
      <h2 id="keys-title" className="text-heading">
        Keys
      </h2>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {keys.map((one) => (
          <div key={one.keys} className="contents">
            <dt>
              <kbd>{one.keys}</kbd>
            </dt>
            <dd>{one.does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog" className="mt-6">
        <Button size="small" kind="quiet">
          Close
        </Button>
      </form>
    </dialog>
  );
}
