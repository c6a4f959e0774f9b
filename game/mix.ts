import { z } from "zod";
import { createRandom, type Random, type Seed } from "./random.ts";

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

/** A persona version in rotation with a model to play it. */
export interface Candidate {
  personaId: string;
  personaVersionId: string;
  /** Null for the persona's own. */
  model: string | null;
  /** Relative frequency, 0 or more; thompson only asks whether it is above 0. */
  weight: number;
  /** Games as a witness before the draw, and how many of them were judged human. */
  games: number;
  passes: number;
}

/** One that could have been drawn, with all that the draw used. */
export interface MixCandidate extends Candidate {
  /** 0 for whom the players met longest ago: who comes first is drawn before the others. */
  order: number;
}

/** What a match's AI seats were drawn from. */
export interface Mix {
  allocation: MixRules["allocation"];
  candidates: MixCandidate[];
}

/** The newest version in rotation of an AI persona. */
export interface Rotating {
  personaId: string;
  personaVersionId: string;
  slug: string;
  weight: number;
}

/** How often a persona version on a model has been a witness, and judged human. */
export type PassRecord = (
  personaVersionId: string,
  model: string | null,
) => Pick<Candidate, "games" | "passes">;

/** Who may play a ruleset's AI seats: each persona with each model that its mix gives a weight. */
export function candidatesOf(
  rules: MixRules | undefined,
  rotation: readonly Rotating[],
  recordOf: PassRecord,
): Candidate[] {
  const models: [string | null, number][] = rules?.models
    ? Object.entries(rules.models)
    : [[null, 1]];
  return rotation.flatMap(({ slug, weight: own, ...persona }) =>
    models.map(([model, share]) => ({
      ...persona,
      model,
      weight: share * (rules?.personas ? (rules.personas[slug] ?? 0) : own),
      ...recordOf(persona.personaVersionId, model),
    })),
  );
}

/**
 * Draws so many different personas for a match: the same for the same seed and recorded mix.
 * RangeError when there are fewer with a weight.
 */
export function drawMix({ allocation, candidates }: Mix, count: number, seed: Seed): Candidate[] {
  const random = createRandom(seed, "mix");
  const drawn: Candidate[] = [];
  let rest = candidates.filter((candidate) => candidate.weight > 0);
  while (drawn.length < count) {
    const first = Math.min(...rest.map(({ order }) => order));
    const pick = drawOne[allocation](
      rest.filter(({ order }) => order === first),
      random,
    );
    drawn.push(pick);
    rest = rest.filter(({ personaId }) => personaId !== pick.personaId);
  }
  return drawn;
}

type DrawOne = (among: readonly MixCandidate[], random: Random) => MixCandidate;

const drawOne: Record<MixRules["allocation"], DrawOne> = {
  weights: (among, random) => random.weighted(among.map((item) => ({ item, weight: item.weight }))),
  thompson(among, random) {
    const [best] = among
      .map((item) => ({ item, rate: drawPassRate(item, random) }))
      .toSorted((a, b) => b.rate - a.rate);
    if (!best) throw new RangeError("nobody to draw from");
    return best.item;
  },
};

/** From Beta(1 + passes, 1 + games − passes), the posterior of a uniform prior (Thompson 1933). */
function drawPassRate({ games, passes }: Candidate, random: Random): number {
  const human = random.gamma(1 + passes, 1);
  return human / (human + random.gamma(1 + games - passes, 1));
}
