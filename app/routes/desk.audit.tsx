import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { auditQuery } from "../api/desk-schemas.ts";
import { ButtonLink } from "../components/button.tsx";
import { AuditFilters } from "../components/desk/audit-filters.tsx";
import { AuditTable } from "../components/desk/audit-table.tsx";
import styles from "../components/desk/desk.css?url";
import { EmptyState } from "../components/empty-state.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { TextLink } from "../components/text-link.tsx";
import { auditPage } from "../services/audit-log.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Audit log · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const headers = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requireRole(request, context, "moderator");
  const asked = auditQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const query = asked.data ?? auditQuery.parse({});
  return { ...(await auditPage(context, session, query)), query, whole: session.role === "admin" };
}

export default function Audit() {
  const { entries, nextCursor, query, whole } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const further = new URLSearchParams(search);
  if (nextCursor) further.set("cursor", nextCursor);
  return (
    <div className="page pb-16">
      <PageHeader
        title="Audit log"
        lead={
          whole
            ? "Every privileged read and act. Entries are neither changed nor removed."
            : "What you have read and done here. An admin sees everybody's."
        }
      >
        <p className="mt-4 flex flex-wrap gap-x-6">
          <TextLink to="/desk">The desk</TextLink>
          <Download format="csv" search={search} />
          <Download format="ndjson" search={search} />
        </p>
      </PageHeader>
      <AuditFilters key={search.toString()} query={query} />
      {entries.length > 0 ? (
        <AuditTable entries={entries} />
      ) : (
        <EmptyState title="No entry">Nothing in the log fits.</EmptyState>
      )}
      {nextCursor ? (
        <nav aria-label="Pages" className="mt-8">
          <ButtonLink to={`/desk/audit?${further.toString()}`} kind="quiet" size="small">
            Earlier entries
          </ButtonLink>
        </nav>
      ) : null}
    </div>
  );
}

function Download({ format, search }: { format: "csv" | "ndjson"; search: URLSearchParams }) {
  const wanted = new URLSearchParams(search);
  wanted.delete("cursor");
  wanted.set("format", format);
  return (
    <a href={`/api/v1/audit?${wanted.toString()}`} className="link">
      {format === "csv" ? "Download as CSV" : "Download as NDJSON"}
    </a>
  );
}
