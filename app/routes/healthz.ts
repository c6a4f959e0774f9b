const HEADERS = { "Cache-Control": "no-store" };

/** The process is alive. */
export const loader = () => Response.json({ status: "alive" }, { headers: HEADERS });
