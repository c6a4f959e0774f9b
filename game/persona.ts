import { z } from "zod";

/** What a persona version snapshots: all that makes a persona answer as it does. */
const personaBodySchema = z
  .object({
    prompt: z.string().min(1).max(20_000),
    /** Model to ask; null for the installation's own. */
    model: z.string().max(200).nullable().default(null),
    temperature: z.number().min(0).max(2).default(0.9),
    /** Short lines in the persona's own voice, for when no model answers. */
    fallbackLines: z.array(z.string().min(1).max(80)).min(3),
    /** Things that a match draws by its seed, such as name and town: a list of choices each. */
    particulars: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  })
  .strict();

export type PersonaBody = z.infer<typeof personaBodySchema>;

export const personaSchema = z
  .object({
    slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    codename: z.string().min(1).max(40),
    version: z.number().int().min(1),
    weight: z.number().min(0).default(1),
    body: personaBodySchema,
  })
  .strict();

export type Persona = z.infer<typeof personaSchema>;
