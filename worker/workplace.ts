import type { Logger } from "pino";
import type { Exporter } from "./export/exporter.ts";
import type { Stores } from "../db/stores.ts";
import type { LanguageModel } from "./model/ask.ts";
import type { Moderation } from "./model/moderation.ts";
import type { Telemetry } from "./telemetry.ts";

/** What every processor works with. */
export interface Workplace {
  stores: Stores;
  exporter: Exporter;
  model: LanguageModel;
  /** Left out where no moderation model is configured. */
  moderation?: Moderation | undefined;
  telemetry: Telemetry;
  log: Logger;
  /** Aborts once the worker takes on no more work. */
  stopping: AbortSignal;
}
