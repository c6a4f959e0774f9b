/** A cell without quotation marks and without anything in it is missing. */
export type Row = Readonly<Record<string, string | null>>;

/** Reads CSV as RFC 4180 has it, the first line being the head. */
export function readCsv(text: string): Row[] {
  const [head = [], ...lines] = linesOf(text);
  return lines.map((line) =>
    Object.fromEntries(head.map((name, index) => [name ?? "", line[index] ?? null])),
  );
}

function linesOf(text: string): (string | null)[][] {
  const lines: (string | null)[][] = [];
  let line: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at);
    line.push(cell.value);
    at = cell.end;
    if (text[at] === ",") {
      at += 1;
      if (at === text.length || text[at] === "\n" || text[at] === "\r") line.push(null);
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n" || at >= text.length) {
      lines.push(line);
      line = [];
      at += 1;
    }
  }
  return lines;
}

function quotedAt(text: string, from: number): { value: string; end: number } {
  let value = "";
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at] ?? "";
    else if (text[at + 1] === '"') value += text[(at += 1)] ?? "";
    else return { value, end: at + 1 };
  }
  throw new Error("a quotation mark is not closed");
}

function plainAt(text: string, from: number): { value: string | null; end: number } {
  let end = from;
  while (end < text.length && !",\r\n".includes(text[end] ?? "")) end += 1;
  return { value: end === from ? null : text.slice(from, end), end };
}
