import type { LoaderFunctionArgs } from "@remix-run/node";

/** Whether this process can serve; what is missing is told on the private port only. */
export async function loader({ context }: LoaderFunctionArgs) {
  const ready = await context.health.ready();
  return ready
    ? Response.json({ status: "ready" })
    : Response.json({ status: "unavailable" }, { status: 503, headers: { "Retry-After": "2" } });
}
