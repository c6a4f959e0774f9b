import { randomBytes, randomInt } from "node:crypto";
import { ENDINGS, type Design, type Ending } from "../../game/experiment.ts";
import { type Admin, audited } from "../admin/act.ts";
import { experiments, experimentVersions } from "../schema/research.ts";
import type { Stores } from "../stores.ts";

/** Nobody takes one of these for another. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const CODE_LENGTH = 10;

const drawn = (length: number) =>
  Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");

/** What arms are drawn from: 128 bits that derive from nothing. */
export const newSeed = () => randomBytes(16).toString("hex");

/** A code for each ending; the first letter keeps them apart. */
export function drawCodes(): Record<Ending, string> {
  const code = (place: number) => `${"ABCD"[place] ?? "X"}${drawn(7)}`.toUpperCase();
  const [finished, left, attention, waited] = ENDINGS.map((_, place) => code(place));
  return {
    finished: finished ?? "",
    left: left ?? "",
    "failed-attention": attention ?? "",
    "waited-too-long": waited ?? "",
  };
}

/** Stores a new experiment with its first version, a draft. @returns its id. */
export async function createExperiment(
  { database }: Pick<Stores, "database">,
  actor: Admin,
  design: Design,
): Promise<string> {
  return audited(database, actor, async (orm) => {
    const [experiment] = await orm
      .insert(experiments)
      .values({ ownerId: actor.by.playerId, code: drawn(CODE_LENGTH) })
      .returning({ id: experiments.id });
    if (!experiment) throw new Error("an experiment was not stored");
    const { id } = experiment;
    await orm
      .insert(experimentVersions)
      .values({ experimentId: id, version: 1, design, seed: newSeed() });
    const subject = { kind: "experiment", id };
    return {
      result: id,
      noted: { action: "create-experiment", subject, detail: { title: design.title } },
    };
  });
}
