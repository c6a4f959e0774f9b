const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const KNOWN = new Set(
  "api v1 session rulesets lobby events matches messages typing guesses survey leave leaderboards openapi.json healthz readyz assets play how me history theme data privacy delete admin players role listing personas rotation switches model queues desk cases claim decisions undo seen appeal appeals answer stop audit notices experiments amend close design pause recruits resume start exports file key table keys persona-versions sessions sign-in sign-out callback onward studies study answers enrolment wait withdrawal withdraw research draft new power report reports analysis figures".split(
    " ",
  ),
);

/** A path with its particulars left out, so that metrics have few labels whatever is asked for. */
export function routePattern(path: string): string {
  const [first, ...rest] = path
    .replace(/\.data$/, "")
    .split("/")
    .slice(1);
  if (first === undefined || first === "") return "/";
  if (first === "assets") return "/assets/*";
  const parts = [first, ...rest].map((part) => {
    if (KNOWN.has(part)) return part;
    return ID.test(part) ? ":id" : null;
  });
  const known = parts.every((part) => part !== null) ? parts : parts.slice(0, parts.indexOf(null));
  if (known.length === 0) return "/*";
  return `/${known.join("/")}${known.length < parts.length ? "/*" : ""}`;
}
