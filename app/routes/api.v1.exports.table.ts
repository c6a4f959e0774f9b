import { byRole, withQuery } from "../api/call.server.ts";
import { actorOf } from "../api/desk-call.server.ts";
import { endpoint } from "../api/endpoint.server.ts";
import { exportTableQuery } from "../api/export-schemas.ts";
import { tableNow } from "../services/exports.server.ts";

const TYPES = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
} as const;

const api = endpoint({
  GET: byRole(
    "researcher",
    (asked) =>
      withQuery(asked, exportTableQuery, (wish) => {
        const { name, format } = wish;
        return Promise.resolve({
          postponed: async () => {
            const table = await tableNow(asked.context, actorOf(asked), wish);
            if (!table.ok) return table;
            return new Response(new Uint8Array(table.bytes), {
              headers: {
                "Content-Type": TYPES[format],
                "Content-Length": String(table.bytes.length),
                "Content-Disposition": `attachment; filename="${name}.${format}"`,
                "Cache-Control": "no-store",
              },
            });
          },
        });
      }),
    { scope: "exports", costs: "table" },
  ),
});

export const loader = api.loader;
export const action = api.action;
