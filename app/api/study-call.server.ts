import type { Participation } from "../../db/studies/participation.ts";
import { partIn } from "../services/studies.server.ts";
import type { Asked, ByPlayer, Call, Outcome } from "./call.server.ts";
import { refuse } from "./refusals.ts";

/** Goes on with the caller's part in the study that the address names. */
export async function withPart(
  { context, params, session }: ByPlayer,
  go: (part: Participation) => Promise<Outcome>,
): Promise<Outcome> {
  const part = await partIn(context, params.code ?? "", session.playerId);
  return part ? go(part) : refuse("study/not-found");
}

export const studyPage = ({ params }: Pick<Asked, "params">): string =>
  `/study/${encodeURIComponent(params.code ?? "")}`;

/** Plain forms of a study lead back to it. */
export const studyPages: Pick<Call, "then" | "home"> = { then: studyPage, home: studyPage };
