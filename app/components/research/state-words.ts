import type { VersionState } from "../../../db/queries/experiments.ts";

export const STATES: Readonly<Record<VersionState, string>> = {
  draft: "Draft",
  running: "Running",
  paused: "Paused",
  closed: "Closed",
};
