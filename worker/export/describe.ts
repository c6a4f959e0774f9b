import { EXCLUSION_RULES } from "../../game/exclusion.ts";
import { codebook } from "../../game/export-tables/codebook.ts";
import { SCHEMA_VERSION } from "../../game/export-tables/tables.ts";
import {
  experimentFacts,
  holdsPublicPlay,
  quarantineCounts,
  readAt,
} from "../../db/export/facts.ts";
import type { Snapshot } from "../../db/export/snapshot.ts";
import type { ExportFormat } from "../../db/export/streams.ts";
import type { WrittenFile } from "./table-files.ts";

const PUBLIC_PLAY =
  "Public play carries no licence of its own: ask whoever runs the installation before you pass it on.";
const NOTES = [
  "Ids are pseudonyms: the same id is the same thing within this export, and in no other.",
  "Texts stand exactly as they were delivered. Import text columns as text: a spreadsheet may take one that begins with = for a formula.",
  "An empty cell is a missing value; an empty text is written as two quotation marks.",
];

/** What an export holds, how it was made, and what may be done with it. */
export async function manifestOf(
  snapshot: Snapshot,
  format: ExportFormat,
  files: readonly WrittenFile[],
) {
  const { client, scope } = snapshot;
  const experiments = await experimentFacts(snapshot);
  const isPublic = await holdsPublicPlay(client);
  return {
    platform: "AmIAnAI",
    schema_version: SCHEMA_VERSION,
    app_commit: scope.appCommit,
    created_at: (await readAt(client)).toISOString(),
    format,
    filters: scope.filter,
    licence: [
      ...new Set(experiments.map(({ licence }) => licence)),
      ...(isPublic || experiments.length === 0 ? [PUBLIC_PLAY] : []),
    ],
    preregistration: experiments.flatMap(({ experiment, version, preregistration }) =>
      preregistration === "" ? [] : [{ experiment, version, preregistration }],
    ),
    experiments,
    exclusion_rules: EXCLUSION_RULES,
    quarantined_texts: await quarantineCounts(client),
    row_counts: snapshot.counts,
    files,
    notes: NOTES,
  };
}

export const codebookText = () => `${JSON.stringify(codebook(), null, 2)}\n`;
