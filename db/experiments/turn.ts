import { and, eq, inArray, sql } from "drizzle-orm";
import type { Orm } from "../client.ts";
import { experiments, experimentVersions } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { changeExperiment, type ExperimentRefusal, refused, type Work } from "./hold.ts";
import { closeVersion } from "./start.ts";

export type Turn = "pause" | "resume" | "close";
export type Turned = { ok: true; version: number } | ExperimentRefusal;

const FROM = {
  pause: ["running"],
  resume: ["paused"],
  close: ["running", "paused"],
} as const satisfies Record<Turn, readonly string[]>;

/** Stops letting participants in, goes on with it, or stops for good; who is in it plays on. */
export async function turnExperiment(
  stores: Pick<Stores, "database">,
  work: Work,
  turn: Turn,
): Promise<Turned> {
  return changeExperiment<{ version: number }>(stores, work, async ({ orm, open }) => {
    const from: readonly string[] = FROM[turn];
    if (!open || !from.includes(open.state))
      return { result: refused("experiment/not-open"), noted: null };
    const { id, version } = open;
    if (turn === "close") await closeVersion(orm, id);
    else
      await orm
        .update(experimentVersions)
        .set({ state: turn === "pause" ? "paused" : "running" })
        .where(eq(experimentVersions.id, id));
    return {
      result: { ok: true, version },
      noted: { action: `${turn}-experiment`, detail: { version, from: open.state } },
    };
  });
}

/** Ends the experiments of owners who go: nobody could ever do it otherwise. */
export async function closeExperimentsOf(orm: Orm, ownerIds: readonly string[]): Promise<void> {
  const theirs = orm
    .select({ id: experiments.id })
    .from(experiments)
    .where(inArray(experiments.ownerId, [...ownerIds]));
  await orm
    .update(experimentVersions)
    .set({ state: "closed", closedAt: sql`clock_timestamp()` })
    .where(
      and(
        inArray(experimentVersions.state, ["running", "paused"]),
        inArray(experimentVersions.experimentId, theirs),
      ),
    );
}
