import * as db from "../../db/rulesets.ts";
import { publicRuleset, type PublicRuleset } from "../../game/ruleset.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

/** The newest version of each ruleset that players may choose. */
export async function listRulesets({ stores }: AppLoadContext): Promise<PublicRuleset[]> {
  return (await orUnavailable(db.listRulesets(stores))).map(publicRuleset);
}
