/** Prints what the heap behind an inspector's address holds, by constructor, as JSON. */
import { z } from "zod";
import type { Held } from "./heap.ts";
import { openInspector } from "./inspector.ts";

const chunkSchema = z.object({ chunk: z.string() });
const snapshotSchema = z.object({
  snapshot: z.object({
    meta: z.object({
      node_fields: z.array(z.string()),
      node_types: z.array(z.union([z.array(z.string()), z.string()])),
    }),
  }),
  /** Millions of them: not looked at one by one. */
  nodes: z.custom<number[]>(Array.isArray),
  strings: z.custom<string[]>(Array.isArray),
});

const [, , address = ""] = process.argv;
const inspector = await openInspector(address);
const chunks: string[] = [];
inspector.on("HeapProfiler.addHeapSnapshotChunk", (params) =>
  chunks.push(chunkSchema.parse(params).chunk),
);
await inspector.ask("HeapProfiler.enable");
await inspector.ask("HeapProfiler.collectGarbage");
await inspector.ask("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
inspector.close();
process.stdout.write(JSON.stringify(heldIn(JSON.parse(chunks.join("")))));

/** @param text a heap snapshot as V8 writes it, parsed. */
function heldIn(text: unknown): Held[] {
  const { snapshot, nodes, strings } = snapshotSchema.parse(text);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ["type", "name", "self_size"].map((field) => fields.indexOf(field));
  const kinds = Array.isArray(types[0]) ? types[0] : [];
  const heap = new Map<string, Held>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const field = (place = -1) => nodes[at + place] ?? 0;
    const kind = kinds[field(type)] ?? "";
    const named =
      kind === "object" || kind === "native" ? (strings[field(name)] ?? "") : `(${kind})`;
    const held = heap.get(named) ?? { name: named, count: 0, bytes: 0 };
    held.count += 1;
    held.bytes += field(size);
    heap.set(named, held);
  }
  return [...heap.values()];
}
