import type { Tracing } from "../../db/tracing.ts";
import type { Written } from "./match-stream.ts";
import type { HubOptions } from "./reader.ts";
import { secondsSince } from "./since.ts";

/** Takes the times of frames that are written, counted from what caused them. */
export function noteWritten(
  { deliverySeconds, phaseLateness }: HubOptions["metrics"],
  tracing: Tracing,
  { announcement, heardAt, frames, label }: Written,
): void {
  const { matchId, messages, postedAt, dueAt, trace } = announcement;
  const has = (name: string) => frames.some(({ event }) => event === name);
  const foreign = messages.some(({ seat }) => seat !== label);
  if (postedAt !== undefined && foreign && has("message"))
    deliverySeconds.observe(secondsSince(postedAt));
  if (dueAt !== undefined && has("phase")) phaseLateness.observe(secondsSince(dueAt));
  if (trace === undefined) return;
  const attributes = { "amianai.match.id": matchId, "amianai.seat": label };
  const startedAt = new Date(heardAt);
  tracing.begin("write frames", { kind: "consumer", from: trace, startedAt, attributes }).end();
}
