import { CopyButton } from "../copy-button.tsx";

/** A key's secret, the one time that it is shown. */
export function NewKey({ secret }: { secret: string }) {
  return (
    <div role="status" className="rule measure py-6">
      <h2 className="text-heading">Your new key</h2>
      <p className="mt-2 text-muted">
        Put it where your program finds it now. It is stored here only as a hash, so nobody can show
        it again.
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-4">
        <code className="figure min-w-0 break-all select-all">{secret}</code>
        <CopyButton key={secret} text={secret} what="the key" />
      </p>
    </div>
  );
}
