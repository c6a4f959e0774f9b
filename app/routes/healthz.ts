/** The process is alive. */
export const loader = () => Response.json({ status: "alive" });
