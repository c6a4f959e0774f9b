/**
 * The values in Remix's single-fetch replies. Their text names equal values once, so that it also
 * depends on which texts and instants happen to be equal.
 */
export function decodeTurboStream(text: string): unknown {
  const [first = "", ...later] = text.trim().split("\n");
  const values: unknown = JSON.parse(first);
  if (!Array.isArray(values)) return values;
  const table: readonly unknown[] = values;
  const at = (index: unknown): unknown => {
    if (typeof index !== "number") return index;
    // Below zero stand null, undefined and the like.
    if (index < 0) return index;
    const value = table[index];
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      return typeof items[0] === "string" ? items : items.map(at);
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [String(table[Number(key.slice(1))]), at(field)]),
    );
  };
  return later.length === 0 ? at(0) : [at(0), ...later];
}

const INLINE = /streamController\.enqueue\(("(?:[^"\\]|\\.)*")\)/g;

/** The payloads that a page carries for its own scripts, and the page without them. */
export function splitPage(html: string): { page: string; payloads: unknown[] } {
  const payloads = [...html.matchAll(INLINE)].map(([, literal]) => {
    const text: unknown = JSON.parse(literal ?? '""');
    return decodeTurboStream(String(text));
  });
  return { page: html.replace(INLINE, "payload"), payloads };
}
