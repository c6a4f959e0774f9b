import { exportedEstimates } from "./export-figures.ts";
import { estimatesOf } from "./figures.ts";
import { type Part, type TakenPart, takePart } from "./participant.ts";
import type { Researcher } from "./researcher.ts";
import { simulatedDesign } from "./design.ts";
import type { Truth } from "./truth.ts";
import { type Judged, judge } from "./verdict.ts";
import { Words } from "./words.ts";

export interface StudyPlan {
  url: string;
  participants: number;
  /** Of each participant. */
  matches: number;
  ruleset: { slug: string; version: number };
  truth: Truth;
  /** 32 hexadecimal digits; what detectors draw comes from it. */
  seed: string;
}

export interface Studied {
  /** The experiment's. */
  id: string;
  parts: TakenPart[];
  /** Why parts came to nothing, and how often. */
  failures: Map<string, number>;
  /** What the analysis says, and what follows from the export. */
  judged: Judged[];
  exported: Judged[];
  /** Games that the analysis counts, and those that wait for the next batch. */
  analysed: number;
}

/** Plays one study from its design to its analysis. */
export async function playStudy(researcher: Researcher, plan: StudyPlan): Promise<Studied> {
  const { url, truth, seed, participants } = plan;
  const { id, code } = await researcher.start(simulatedDesign(plan));
  const { parts, failures } = await everybody(
    { url, code, seed, truth, words: new Words() },
    participants,
  );
  await researcher.close(id);
  const analysis = await researcher.analysis(id);
  const exported = await exportedEstimates(researcher, id);
  return {
    ...{ id, parts, failures },
    judged: judge(estimatesOf(analysis), truth),
    exported: judge(exported, truth),
    analysed: analysis.games.analysed,
  };
}

async function everybody(part: Part, participants: number) {
  const failures = new Map<string, number>();
  const parts: TakenPart[] = [];
  const one = async (number: number) => {
    try {
      parts.push(await takePart(part, number));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      failures.set(why, (failures.get(why) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: participants }, (_, number) => one(number)));
  return { parts, failures };
}
