import { type ChangeEvent, useId, useRef, useSyncExternalStore } from "react";

const never = () => () => undefined;

/** A design as JSON: pasted, or read from a file where the browser runs scripts. */
export function DesignFile() {
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

  async function take({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    if (file && text.current) text.current.value = await file.text();
  }

  return (
    <>
      {runs ? (
        <div>
          <label htmlFor={`${id}-file`} className="block text-small font-semibold">
            File
          </label>
          <input
            id={`${id}-file`}
            type="file"
            accept="application/json,.json"
            className="field design-field"
            onChange={(event) => void take(event)}
          />
        </div>
      ) : null}
      <div>
        <label htmlFor={id} className="block text-small font-semibold">
          A design, as an experiment’s page downloads it
        </label>
        <textarea
          ref={text}
          id={id}
          name="design"
          required
          rows={6}
          className="field design-area"
        />
      </div>
    </>
  );
}
