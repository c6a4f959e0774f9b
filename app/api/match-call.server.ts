import type { PlayRefusal } from "../../db/acting.ts";
import type { AppLoadContext } from "../context.server.ts";
import type { Asked, ByPlayer, Call, Outcome } from "./call.server.ts";
import { refuse, REFUSALS, type Refusal } from "./refusals.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Goes on with the match that the address names; whether it is the player's is decided there. */
export async function withMatch(
  { params, session }: ByPlayer,
  go: (acting: { matchId: string; actor: { playerId: string } }) => Promise<Outcome>,
): Promise<Outcome> {
  const matchId = params.matchId?.toLowerCase() ?? "";
  if (!UUID.test(matchId)) return refuse("match/not-found");
  return go({ matchId, actor: { playerId: session.playerId } });
}

const page = ({ params }: Asked) => `/matches/${params.matchId ?? ""}`;

/** Plain forms of a match lead back to it. */
export const matchPages: Pick<Call, "then" | "home"> = { then: page, home: page };

const ABOUT_A_FIELD: ReadonlySet<PlayRefusal> = new Set<PlayRefusal>([
  "message/empty",
  "message/too-long",
  "message/link",
  "message/pasted",
  "message/abusive",
  "message/personal-data",
  "guess/unknown-tell",
]);

/** A refusal by the rules; one that is about a field names it. */
export function refusalOfPlay(
  { code }: { code: PlayRefusal },
  { metrics }: AppLoadContext,
  field?: string,
): Refusal {
  if (code === "match/busy") metrics.conflicts.inc();
  const named = field !== undefined && ABOUT_A_FIELD.has(code);
  return refuse(code, named ? { fields: { [field]: REFUSALS[code][1] } } : {});
}
