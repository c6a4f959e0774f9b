import { z } from "zod";
import { root } from "../../../infra/local/bootstrap/node24.mjs";
import type { Started } from "../../stores.ts";
import { inspect } from "./inspector.ts";

const INTERVAL_US = 2000;

const profileSchema = z.object({
  profile: z.object({
    nodes: z.array(
      z.object({
        id: z.int(),
        callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.int() }),
        children: z.array(z.int()).optional(),
      }),
    ),
    samples: z.array(z.int()),
    timeDeltas: z.array(z.number()),
  }),
});
type Profile = z.infer<typeof profileSchema>["profile"];

/** Shares of a process's time; `(idle)` is time in which it had nothing to do. */
interface Hot {
  name: string;
  self: number;
  /** With whatever it called. */
  total: number;
}

export interface CpuProfile {
  /** By function, and by file or package: the most expensive first. */
  functions: Hot[];
  places: Hot[];
}

/** Profiles a process until the promise is kept. */
export async function profileWhile(part: Started, until: Promise<unknown>): Promise<CpuProfile> {
  const inspector = await inspect(part);
  try {
    await inspector.ask("Profiler.enable");
    await inspector.ask("Profiler.setSamplingInterval", { interval: INTERVAL_US });
    await inspector.ask("Profiler.start");
    await until;
    return summary(profileSchema.parse(await inspector.ask("Profiler.stop")).profile);
  } finally {
    inspector.close();
  }
}

/** Time by function and by place; what calls itself counts once. */
function summary({ nodes, samples, timeDeltas }: Profile): CpuProfile {
  const spent = new Map<number, number>();
  samples.forEach((id, index) =>
    spent.set(id, (spent.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0)),
  );
  const all = [...spent.values()].reduce((sum, each) => sum + each, 0);
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const by = (nameOf: (frame: Profile["nodes"][number]["callFrame"]) => string): Hot[] => {
    const hot = new Map<string, Hot>();
    const take = (name: string, kind: "self" | "total", time: number) => {
      const entry = hot.get(name) ?? { name, self: 0, total: 0 };
      entry[kind] += time / all;
      hot.set(name, entry);
    };
    for (const [leaf, time] of spent) {
      const names = new Set<string>();
      for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
        const frame = byId.get(id);
        if (!frame) break;
        if (id === leaf) take(nameOf(frame), "self", time);
        names.add(nameOf(frame));
      }
      for (const name of names) take(name, "total", time);
    }
    return [...hot.values()].toSorted((a, b) => b.self - a.self);
  };
  return {
    functions: by(({ functionName, url, lineNumber }) =>
      `${functionName || "(anonymous)"} ${placeOf(url)}:${lineNumber + 1}`.trim(),
    ),
    places: by(({ functionName, url }) => placeOf(url) || functionName),
  };
}

/** A package, a part of Node, or a file of this repository. */
function placeOf(url: string): string {
  const path = url.replace(/^file:\/\//, "");
  const packaged = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (packaged) return packaged;
  return path.startsWith(root) ? path.slice(root.length).replace(/^\//, "") : path;
}
