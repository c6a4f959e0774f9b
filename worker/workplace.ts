import type { Logger } from "pino";
import type { Stores } from "../db/stores.ts";
import type { LanguageModel } from "./model/ask.ts";
import type { Telemetry } from "./telemetry.ts";

/** What every processor works with. */
export interface Workplace {
  stores: Stores;
  model: LanguageModel;
  telemetry: Telemetry;
  log: Logger;
}
