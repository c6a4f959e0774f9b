import { ENDS } from "./ends.ts";
import type { Fault } from "./fault.ts";
import { FULL_DISK } from "./full-disk.ts";
import { STALLS } from "./stalls.ts";

/** Everything that is broken on purpose, by name. */
export const FAULTS: Readonly<Record<string, Fault>> = { ...ENDS, ...STALLS, ...FULL_DISK };
