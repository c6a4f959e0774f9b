import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { personas } from "../schema/personas.ts";
import { experiments, experimentVersions } from "../schema/research.ts";

export interface ExportChoices {
  experiments: { id: string; code: string; title: string }[];
  personas: string[];
}

/** What a researcher may choose exports by: their own started experiments, and personas by codename. */
export async function exportChoices({ orm }: Database, ownerId: string): Promise<ExportChoices> {
  const started = await orm
    .selectDistinctOn([experiments.createdAt, experiments.id], {
      id: experiments.id,
      code: experiments.code,
      title: sql<string>`${experimentVersions.design} ->> 'title'`,
    })
    .from(experiments)
    .innerJoin(experimentVersions, eq(experimentVersions.experimentId, experiments.id))
    .where(and(eq(experiments.ownerId, ownerId), ne(experimentVersions.state, "draft")))
    .orderBy(desc(experiments.createdAt), experiments.id, desc(experimentVersions.version));
  const named = await orm
    .select({ codename: personas.codename })
    .from(personas)
    .where(eq(personas.kind, "ai"))
    .orderBy(asc(personas.codename));
  return { experiments: started, personas: named.map(({ codename }) => codename) };
}
