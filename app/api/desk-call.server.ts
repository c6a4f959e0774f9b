import type { CaseRefusal } from "../../db/cases.ts";
import type { ByPlayer, Outcome } from "./call.server.ts";
import { refuse, REFUSALS, type Refusal, type RefusalCode } from "./refusals.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Goes on with what the address names; whether it is the caller's to see is decided there. */
export async function withId(
  { params }: Pick<ByPlayer, "params">,
  name: string,
  none: RefusalCode,
  go: (id: string) => Promise<Outcome>,
): Promise<Outcome> {
  const id = params[name]?.toLowerCase() ?? "";
  return UUID.test(id) ? go(id) : refuse(none);
}

/** Who acts at the desk, and in which request. */
export function actorOf({ session, context }: ByPlayer) {
  const { playerId, role } = session;
  return { by: { playerId, role }, requestId: context.requestId };
}

export function refusalOfDesk(refusal: CaseRefusal): Refusal {
  const { code } = refusal;
  if (code === "decision/target") return refuse(code, { fields: { playerId: REFUSALS[code][1] } });
  return code === "case/claimed" ? refuse(code, { fields: { ...refusal.claim } }) : refuse(code);
}
