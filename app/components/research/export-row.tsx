import type { ExportView } from "../../api/export-schemas.ts";
import { Moment } from "../admin/moment.tsx";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { count, day } from "../format.ts";
import { rareSentence } from "../rare-problems.ts";
import { failureSentence, filterWords, FORMAT_NAMES, size } from "./export-words.ts";

interface ExportRowProps {
  shown: ExportView;
  /** Of experiments, by id. */
  titles: ReadonlyMap<string, string>;
}

/** An export: what is in it, how far it is, and what can be done with it. */
export function ExportRow({ shown, titles }: ExportRowProps) {
  const { format, filter, state, createdAt } = shown;
  return (
    <li className="rule py-6">
      <h3 className="font-semibold break-words">
        {FORMAT_NAMES[format]}: {filterWords(filter, titles)}
      </h3>
      <p className="mt-1 text-small text-muted">
        Ordered <Moment at={createdAt} />
      </p>
      {state === "queued" || state === "running" ? <Underway shown={shown} /> : null}
      {state === "done" ? <Ready shown={shown} /> : null}
      {state === "failed" ? <p className="measure mt-3">{failureSentence(shown.error)}</p> : null}
      {state === "cancelled" ? <p className="mt-3 text-muted">Cancelled.</p> : null}
      {state === "expired" ? <p className="mt-3 text-muted">Its files are gone.</p> : null}
    </li>
  );
}

function Underway({ shown: { id, rowsDone, rowsTotal } }: Pick<ExportRowProps, "shown">) {
  const counted = rowsTotal !== null;
  return (
    <div className="measure mt-3">
      <progress
        className="w-full accent-current"
        aria-label="Rows written"
        max={Math.max(1, rowsTotal ?? 1)}
        value={counted ? rowsDone : undefined}
      />
      <p className="mt-1 text-small">
        {counted ? (
          <span className="figure">
            {count(rowsDone)} of {count(rowsTotal)} rows
          </span>
        ) : (
          "Waiting for a worker, or counting rows"
        )}
      </p>
      <Drop id={id} verb="Cancel it" />
    </div>
  );
}

function Ready({ shown }: Pick<ExportRowProps, "shown">) {
  const { id, rowsTotal, bytes, expiresAt, hasKey, sha256 } = shown;
  return (
    <div className="mt-3">
      <p className="flex flex-wrap gap-x-6">
        <a className="link inline-block min-h-11 py-2" href={`/api/v1/exports/${id}/file`} download>
          Download ({size(bytes ?? 0)})
        </a>
        {hasKey ? (
          <a
            className="link inline-block min-h-11 py-2"
            href={`/api/v1/exports/${id}/key`}
            download
          >
            Whom recruiters named
          </a>
        ) : null}
      </p>
      <p className="text-small">
        <span className="figure">{count(rowsTotal ?? 0)}</span> rows
        {expiresAt ? `; there until ${day(expiresAt)}` : ""}
      </p>
      {sha256 ? (
        <p className="mt-1 text-small break-all text-muted">
          SHA-256 <span className="figure">{sha256}</span>
        </p>
      ) : null}
      {hasKey ? (
        <p className="measure mt-1 text-small text-muted">
          The file of recruiters’ ids is for you alone: keep it apart, and do not publish it.
        </p>
      ) : null}
      <Drop id={id} verb="Delete it" />
    </div>
  );
}

function Drop({ id, verb }: { id: string; verb: string }) {
  return (
    <ApiForm
      action={`/api/v1/exports/${id}`}
      method="delete"
      then="/research/exports"
      say={rareSentence}
      className="mt-3"
    >
      {(busy) => (
        <Button kind="quiet" size="small" aria-disabled={busy}>
          {verb}
        </Button>
      )}
    </ApiForm>
  );
}
