import { holdStudyWaves } from "../../db/studies/waves.ts";
import { holdWaves } from "../../db/waves.ts";
import type { Workplace } from "../workplace.ts";

/** Seats everybody who waits for a wave that is due, in public play and in studies. */
export async function pairWave({ stores, telemetry }: Workplace, now: number): Promise<void> {
  const held = await Promise.allSettled([holdWaves(stores, now), holdStudyWaves(stores, now)]);
  const failures = held.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  for (const one of held) if (one.status === "fulfilled") telemetry.matchesOpened.inc(one.value);
  if (failures.length > 0) throw new AggregateError(failures, "some waves could not be held");
}
