import { holdStudyWaves } from "../../db/studies/waves.ts";
import { holdWaves } from "../../db/waves.ts";
import type { Workplace } from "../workplace.ts";

/** Seats everybody who waits for a wave that is due. */
export async function pairWave({ stores, telemetry }: Workplace, now: number): Promise<void> {
  telemetry.matchesOpened.inc(await holdWaves(stores, now));
}

/** Seats the participants of studies, and lets those go who are done or have waited too long. */
export async function pairStudyWave({ stores, telemetry }: Workplace, now: number): Promise<void> {
  telemetry.matchesOpened.inc(await holdStudyWaves(stores, now));
}
