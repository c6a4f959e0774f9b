import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { type Persona, personaSchema } from "../game/persona.ts";
import { type Ruleset, RULESETS, rulesetSchema } from "../game/ruleset.ts";
import { canonical } from "./canonical.ts";
import type { Database } from "./client.ts";
import { onDatabase } from "./command.ts";
import { personas, personaVersions } from "./schema/personas.ts";
import { rulesets } from "./schema/rulesets.ts";
import { PERSONAS } from "./seeds/personas.ts";

export interface SeedFiles {
  /** JSON files by operators, an array each, checked by the schemas of `game/`. */
  rulesets?: string;
  personas?: string;
}

/**
 * Stores the published rulesets and personas, and those of the operator's files. Running it again
 * changes nothing.
 * @throws naming file and field for a bad file, and for a stored version that reads differently.
 */
export async function seedDatabase(database: Database, files: SeedFiles = {}): Promise<void> {
  const moreRulesets = await readSeeds(files.rulesets, rulesetSchema);
  const morePersonas = await readSeeds(files.personas, personaSchema);
  for (const persona of [...PERSONAS, ...morePersonas]) await storePersona(database, persona);
  await checkMixes(database, moreRulesets, files.rulesets);
  for (const ruleset of [...RULESETS, ...moreRulesets]) await storeRuleset(database, ruleset);
}

/** A mix may name personas of its file's companion, published ones and those stored before. */
async function checkMixes({ orm }: Database, named: readonly Ruleset[], path = ""): Promise<void> {
  const known = new Set(
    (await orm.select().from(personas).where(eq(personas.kind, "ai"))).map(({ slug }) => slug),
  );
  for (const [index, { mix }] of named.entries())
    for (const slug of Object.keys(mix?.personas ?? {}))
      if (!known.has(slug))
        throw new Error(`${path}: ${index}.mix.personas.${slug}: there is no such persona`);
}

async function readSeeds<Seed>(path: string | undefined, schema: z.ZodType<Seed>): Promise<Seed[]> {
  if (!path) return [];
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new Error(`${path} cannot be read: ${String(error)}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${String(error)}`, { cause: error });
  }
  const parsed = z.array(schema).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unusable"}`);
}

async function storeRuleset({ orm }: Database, ruleset: Ruleset): Promise<void> {
  const { slug, version, listed } = ruleset;
  await orm.insert(rulesets).values({ slug, version, listed, body: ruleset }).onConflictDoNothing();
  const [stored] = await orm
    .select({ body: rulesets.body })
    .from(rulesets)
    .where(and(eq(rulesets.slug, slug), eq(rulesets.version, version)));
  if (!stored || !sameJson(stored.body, ruleset))
    throw new Error(
      `Ruleset ${slug} version ${version} is stored already and reads differently: a change takes a new version.`,
    );
}

async function storePersona({ orm }: Database, persona: Persona): Promise<void> {
  const { slug, codename, version, weight, body } = persona;
  await orm.insert(personas).values({ slug, codename, kind: "ai" }).onConflictDoNothing();
  const [row] = await orm.select().from(personas).where(eq(personas.slug, slug));
  if (!row) throw new Error(`persona ${slug} was not stored`);
  const promptSha256 = createHash("sha256").update(body.prompt).digest("hex");
  await orm
    .insert(personaVersions)
    .values({ personaId: row.id, version, weight, body, promptSha256 })
    .onConflictDoNothing();
  const [stored] = await orm
    .select({ body: personaVersions.body })
    .from(personaVersions)
    .where(and(eq(personaVersions.personaId, row.id), eq(personaVersions.version, version)));
  if (!stored || !sameJson(stored.body, body))
    throw new Error(
      `Persona ${slug} version ${version} is stored already and reads differently: a change takes a new version.`,
    );
}

function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

if (import.meta.main) {
  const { RULESETS_FILE: rulesets, PERSONAS_FILE: personas } = process.env;
  await onDatabase((database) => seedDatabase(database, { rulesets, personas }));
}
