import { CONSENT } from "../../game/consent.ts";

/** What is stored, for how long, and, where asked for, who sees it. */
export function Stored({ readers = false }: { readers?: boolean }) {
  return (
    <dl>
      {CONSENT.parts.map(({ what, how, seenBy, kept }) => (
        <div key={what} className="rule grid gap-x-8 gap-y-1 py-4 md:grid-cols-[11rem_1fr]">
          <dt className="font-semibold">{what}</dt>
          <dd className="measure">
            <p>{how}</p>
            {readers ? <p className="mt-2">Seen by: {lowerFirst(seenBy)}</p> : null}
            <p className="mt-2 text-small text-muted">Kept: {lowerFirst(kept)}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
