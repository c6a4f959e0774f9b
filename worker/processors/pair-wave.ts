import { holdWaves } from "../../db/waves.ts";
import type { Workplace } from "../workplace.ts";

/** Seats everybody who waits for a wave that is due. */
export async function pairWave({ stores, telemetry }: Workplace, now: number): Promise<void> {
  telemetry.matchesOpened.inc(await holdWaves(stores, now));
}
