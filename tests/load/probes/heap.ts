import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { Started } from "../../stores.ts";
import { addressOf } from "./inspector.ts";

/** How many objects of one constructor a heap holds, and their own bytes. */
const heldSchema = z.object({ name: z.string(), count: z.int(), bytes: z.number() });
export type Held = z.infer<typeof heldSchema>;

export type Heap = ReadonlyMap<string, Held>;

const look = promisify(execFile);

/**
 * What a process's heap holds after its garbage is collected, by constructor. It stands still
 * meanwhile; reading the snapshot is another process's work, so that the crowd goes on.
 */
export async function heapOf(part: Started): Promise<Heap> {
  const address = await addressOf(part);
  const looking = ["--max-old-space-size=6000", "tests/load/probes/heap-look.ts", address];
  const { stdout } = await look(process.execPath, looking, { maxBuffer: 2 ** 26 });
  const held = z.array(heldSchema).parse(JSON.parse(stdout));
  return new Map(held.map((each) => [each.name, each]));
}

export interface Growth extends Held {
  /** How many more there are, and how many bytes more. */
  moreCount: number;
  moreBytes: number;
}

/** Fewer objects than this, or less growth by a share, is noise. */
const LEAST = 200;
const SHARE = 0.25;

/** What a heap holds clearly more of than before, most bytes first. */
export function growthOf(before: Heap, after: Heap): Growth[] {
  return [...after.values()]
    .map((held) => {
      const { count = 0, bytes = 0 } = before.get(held.name) ?? {};
      return { ...held, moreCount: held.count - count, moreBytes: held.bytes - bytes };
    })
    .filter(({ moreCount, count }) => moreCount > LEAST && moreCount > SHARE * (count - moreCount))
    .toSorted((a, b) => b.moreBytes - a.moreBytes);
}

/**
 * Bytes by what holds them, most first: objects of constructors together, and each of V8's own
 * kinds, such as compiled code and the shapes of objects, which no constructor names.
 */
export function kindsOf(heap: Heap): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const { name, bytes } of heap.values()) {
    const kind = /^\((.+)\)$/.exec(name)?.[1] ?? "objects";
    kinds.set(kind, (kinds.get(kind) ?? 0) + bytes);
  }
  return new Map([...kinds].toSorted(([, a], [, b]) => b - a));
}
