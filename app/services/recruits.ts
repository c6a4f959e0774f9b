import type { Recruit } from "../../db/queries/recruits.ts";
import { csvLine } from "./csv.ts";

/** The key file as a table, with a column for each parameter that a link ever had. */
export function recruitsAsCsv(recruits: readonly Recruit[]): string {
  const params = [
    ...new Set(recruits.flatMap((recruit) => Object.keys(recruit.params))),
  ].toSorted();
  const own = ["enrolment_id", "version", "state", "code", "played", "consented_at", "closed_at"];
  const lines = recruits.map((recruit) => {
    const { enrolmentId, version, state, code, played, consentedAt, closedAt } = recruit;
    const cells = [enrolmentId, version, state, code, played, consentedAt, closedAt];
    return csvLine([...cells, ...params.map((name) => recruit.params[name])]);
  });
  // A link may call its parameter as a column is called.
  const named = params.map((name) => (own.includes(name) ? `param_${name}` : name));
  return [csvLine([...own, ...named]), ...lines].join("");
}
