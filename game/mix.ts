import { z } from "zod";

const weight = z.number().min(0).max(1e6);

/** How the AI seats of a ruleset are filled, as data. */
export const mixRulesSchema = z.strictObject({
  /** Weights by persona slug; who is not named does not play. */
  personas: z.record(z.string(), weight).optional(),
  /** Weights by model; left out: each persona's own. */
  models: z.record(z.string(), weight).optional(),
  /** `thompson`: by draws from each one's posterior pass rate. */
  allocation: z.enum(["weights", "thompson"]),
});
export type MixRules = z.infer<typeof mixRulesSchema>;

/** One that could have been drawn, with all that the draw used. */
export interface MixCandidate {
  personaId: string;
  personaVersionId: string;
  model: string | null;
  weight: number;
  /** Games as a witness before the draw, and how many of them were judged human. */
  games: number;
  passes: number;
}

/** What a match's AI seats were drawn from. */
export interface Mix {
  allocation: MixRules["allocation"];
  candidates: MixCandidate[];
}
