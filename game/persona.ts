import { z } from "zod";

/** What a persona can look up or work out, by function calling. */
const toolSchema = z.enum(["clock", "calendar", "arithmetic", "recall"]);
export type ToolName = z.infer<typeof toolSchema>;

/** What a persona version snapshots: all that makes a persona answer as it does. */
export const personaBodySchema = z
  .object({
    /** `eliza` is the classic baseline, played without a model. */
    agent: z.enum(["model", "eliza"]).default("model"),
    prompt: z.string().min(1).max(20_000),
    /** Model to ask, `provider:model` or `model`; null for the installation's own. */
    model: z.string().max(200).nullable().default(null),
    /** Asked in this order when the model does not answer. */
    fallbackModels: z.array(z.string().max(200)).default([]),
    tools: z.array(toolSchema).default([]),
    /** What the persona can recall, by topic. */
    knowledge: z
      .array(z.object({ topics: z.array(z.string().min(1)).min(1), text: z.string().min(1) }))
      .default([]),
    /** How this persona's hands differ from the profile of the ruleset. */
    typing: z
      .object({
        /** Multiplies the drawn words a minute. */
        speedFactor: z.number().min(0.4).max(2).default(1),
        /** Uncorrected typing errors a character (Dhakal et al. 2018: 0.0117; Palin et al. 2019: 0.023). */
        slipRate: z.number().min(0).max(0.1).default(0.0117),
      })
      .prefault({}),
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
