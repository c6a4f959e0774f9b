import type { ShownKey } from "../../api/key-schemas.ts";
import { Moment } from "../admin/moment.tsx";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { day } from "../format.ts";
import { rareSentence } from "../rare-problems.ts";

interface KeyRowProps {
  shown: ShownKey;
  /** Instant of the page. */
  now: string;
}

/** A key, and what ends it. */
export function KeyRow({ shown, now }: KeyRowProps) {
  const { name, prefix, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = shown;
  const over = revokedAt !== null || expiresAt <= now;
  return (
    <li className="rule flex flex-wrap items-start justify-between gap-x-8 gap-y-2 py-6">
      <div className="min-w-0">
        <h3 className="font-text font-semibold break-words">{name}</h3>
        <p className="mt-1 text-small">
          <code className="figure">{prefix}…</code> may do: {scopes.join(", ")}
        </p>
        <p className="mt-1 text-small text-muted">
          Made <span className="figure">{day(createdAt)}</span>;{" "}
          {endOf({ expiresAt, revokedAt, now })};{" "}
          {lastUsedAt ? (
            <>
              last used <Moment at={lastUsedAt} />
            </>
          ) : (
            "never used"
          )}
        </p>
      </div>
      {over ? <p className="text-small text-muted">Over</p> : <Revoke shown={shown} />}
    </li>
  );
}

function endOf({
  expiresAt,
  revokedAt,
  now,
}: Pick<ShownKey, "expiresAt" | "revokedAt"> & { now: string }) {
  const said = revokedAt ? "revoked" : expiresAt <= now ? "expired" : "good until";
  return (
    <>
      {said} <span className="figure">{day(revokedAt ?? expiresAt)}</span>
    </>
  );
}

/** Opened first: whatever uses the key stops. */
function Revoke({ shown: { id, name } }: Pick<KeyRowProps, "shown">) {
  return (
    <details>
      <summary className="link inline-block min-h-11 cursor-pointer py-2">
        Revoke<span className="sr-only"> {name}</span>
      </summary>
      <ApiForm
        action={`/api/v1/keys/${id}`}
        method="delete"
        then="/research/keys"
        say={rareSentence}
        className="measure mt-2"
      >
        {(busy) => (
          <>
            <p className="mb-4 text-muted">What uses it is refused from its next call on.</p>
            <Button size="small" aria-disabled={busy}>
              Revoke it
            </Button>
          </>
        )}
      </ApiForm>
    </details>
  );
}
