import { byRole, reply, withQuery } from "../api/call.server.ts";
import { auditQuery } from "../api/desk-schemas.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { refuse } from "../api/refusals.ts";
import { auditDocument, auditPage } from "../services/audit-log.server.ts";

const TYPES = { csv: "text/csv", ndjson: "application/x-ndjson" } as const;

const api = endpoint({
  GET: byRole("moderator", (asked) =>
    withQuery(asked, auditQuery, async (query) => {
      const { context, session } = asked;
      const { format } = query;
      if (format === "json") return reply(200, await auditPage(context, session, query));
      const by = { playerId: session.playerId, address: context.address };
      const retryAfter = await context.limits.action("export", by);
      if (retryAfter !== null) return refuse("rate/too-many", { retryAfter });
      return new Response(await auditDocument(context, session, { ...query, format }), {
        headers: {
          "Content-Type": `${TYPES[format]}; charset=utf-8`,
          "Content-Disposition": `attachment; filename="amianai-audit.${format}"`,
          "Cache-Control": "no-store",
        },
      });
    }),
  ),
});

export const loader = api.loader;
export const action = api.action;
