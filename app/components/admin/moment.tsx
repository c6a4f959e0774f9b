import { day, minute } from "../format.ts";

/** A day and a minute, in UTC. */
export function Moment({ at }: { at: Date | string }) {
  const instant = typeof at === "string" ? at : at.toISOString();
  return (
    <time dateTime={instant} className="figure whitespace-nowrap">
      {day(instant)} {minute(instant)}
    </time>
  );
}
