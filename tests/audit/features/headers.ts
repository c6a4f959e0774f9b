import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";

const MOST = 40;

/** Which headers came, in which order: a flag for each that some matches had and others had not. */
export function headerFlags(records: readonly MatchRecord[]): Map<MatchRecord, Features> {
  const seen = new Map(records.map((record) => [record, signsOf(record)]));
  const counts = new Map<string, number>();
  for (const signs of seen.values())
    for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const telling = [...counts]
    .filter(([, count]) => count < records.length && count >= records.length / 50)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([sign]) => sign);
  return new Map(
    [...seen].map(([record, signs]) => [
      record,
      Object.fromEntries(telling.map((sign) => [sign, signs.has(sign) ? 1 : 0])),
    ]),
  );
}

/** Each header with its value, and the names in their order, by route and status. */
function signsOf({ answers }: MatchRecord): Set<string> {
  return new Set(
    answers.flatMap(({ method, route, status, headers }) => {
      const call = `${method} ${route} ${status}`;
      const names = headers.map((header) => header.split(":")[0]).join(",");
      return [`${call} ${names}`, ...headers.map((header) => `${call} ${header}`)];
    }),
  );
}
