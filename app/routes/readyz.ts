import type { LoaderFunctionArgs } from "@remix-run/node";

/** Whether this process can serve; what is missing is told on the private port only. */
export async function loader({ context }: LoaderFunctionArgs) {
  const ready = await context.health.ready();
  const headers = { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "2" }) };
  return Response.json(
    { status: ready ? "ready" : "unavailable" },
    { status: ready ? 200 : 503, headers },
  );
}
