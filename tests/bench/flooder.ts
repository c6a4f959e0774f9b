/** Asks one site a thousand times a second from one address, until it is told to end. */
import { ask } from "./http.ts";

const PER_SECOND = 1000;
const STEP_MS = 10;
const PATHS = ["/", "/api/v1/rulesets", "/play", "/leaderboards/detectives"];

const [web = ""] = process.argv.slice(2);
const statuses = new Map<number, number>();
let sent = 0;
const began = performance.now();

const timer = setInterval(() => {
  const due = Math.floor(((performance.now() - began) / 1000) * PER_SECOND);
  for (; sent < due; sent += 1)
    void ask(`${web}${PATHS[sent % PATHS.length] ?? "/"}`, { from: "203.0.113.9" }).then(
      ({ status }) => statuses.set(status, (statuses.get(status) ?? 0) + 1),
      () => statuses.set(0, (statuses.get(0) ?? 0) + 1),
    );
}, STEP_MS);

process.on("SIGTERM", () => {
  clearInterval(timer);
  const perSecond = sent / ((performance.now() - began) / 1000);
  process.stdout.write(JSON.stringify({ perSecond, statuses: [...statuses] }), () =>
    process.exit(0),
  );
});
