import type { Ruleset } from "../../game/ruleset.ts";
import { percent } from "./format.ts";

type TurnRules = Pick<Ruleset, "turnTaking" | "turnSeconds">;
type ShareRules = Pick<Ruleset, "topology" | "aiShare">;

/** Who writes when. */
export function turnText({ turnTaking, turnSeconds }: TurnRules): string {
  const limit = turnSeconds === null ? "" : `, ${turnSeconds} s each`;
  switch (turnTaking) {
    case "free":
      return "none: write at will";
    case "alternating":
      return `in turn${limit}`;
    case "ask-answer":
      return `one asks, one answers${limit}`;
    case "simultaneous":
      return `both at once${limit}`;
    default:
      return turnTaking satisfies never;
  }
}

/** The share that is told before play. */
export function aiShareText({ topology, aiShare }: ShareRules): string {
  return topology === "hub" ? "one of two witnesses" : `${percent(aiShare)}, by lot`;
}
