import * as db from "../../db/rulesets.ts";
import type { Ruleset } from "../../game/ruleset.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

/** The newest version of each ruleset that players may choose. */
export function listRulesets({ stores }: AppLoadContext): Promise<Ruleset[]> {
  return orUnavailable(db.listRulesets(stores));
}
