import { LRUCache } from "lru-cache";
import type { Database } from "../db/client.ts";
import { personaBodyOf as loadBody } from "../db/queries/replies.ts";
import type { Label, Match, Occupant, Round, Seat } from "../game/match.ts";
import { participantAt } from "../game/match.ts";
import type { PersonaBody } from "../game/persona.ts";
import { createRandom } from "../game/random.ts";

/** A persona as it sits in one round: with its name, town and the like drawn. */
export interface Character {
  body: PersonaBody;
  particulars: Record<string, string>;
}

/** Versions never change, so a copy may be kept for ever. */
const known = new LRUCache<string, PersonaBody>({ max: 500 });

/** The AI in a seat; null where a human sits, or the AI has left. */
export function aiAt(match: Match, seat: Seat): Extract<Occupant, { kind: "ai" }> | null {
  const participant = participantAt(match, seat);
  return participant.kind === "ai" && participant.leftAt === null ? participant : null;
}

export async function castOf(
  database: Database,
  match: Match,
  round: Round,
  seat: Label,
  personaVersionId: string,
): Promise<Character> {
  const body = await personaBodyOf(database, personaVersionId);
  const random = createRandom(match.seed, "particulars", round.number, seat);
  const particulars = Object.fromEntries(
    Object.entries(body.particulars).map(([key, choices]) => [key, random.pick(choices)]),
  );
  return { body, particulars };
}

export async function personaBodyOf(
  database: Database,
  personaVersionId: string,
): Promise<PersonaBody> {
  const body = known.get(personaVersionId) ?? (await loadBody(database, personaVersionId));
  known.set(personaVersionId, body);
  return body;
}
