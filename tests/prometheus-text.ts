/** What a process prints for Prometheus. */
export interface Printed {
  /** Names as expressions use them: a histogram has three. */
  names: Set<string>;
  value(name: string, labels?: Record<string, string>): number;
  /** The labels of a metric's series; null where it has none yet. */
  labelsOf(name: string): Set<string> | null;
}

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["", "_sum", "_count"],
};

export async function printedBy(address: string): Promise<Printed> {
  return readPrinted(await (await fetch(`${address}/metrics`)).text());
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
function readPrinted(text: string): Printed {
  const names = new Set<string>();
  const series: { name: string; labels: Record<string, string>; value: number }[] = [];
  for (const line of text.split("\n")) {
    const [, typed = "", type = ""] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
    if (typed) for (const suffix of SUFFIXES[type] ?? [""]) names.add(typed + suffix);
    const [, name = "", given = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const labels: Record<string, string> = {};
    for (const [, key = "", held = ""] of given.matchAll(/(\w+)="([^"]*)"/g)) labels[key] = held;
    if (name) series.push({ name, labels, value: Number(value) });
  }
  const of = (name: string) => series.filter((one) => one.name === name);
  return {
    names,
    value: (name, labels = {}) =>
      of(name)
        .filter((one) => Object.entries(labels).every(([key, held]) => one.labels[key] === held))
        .reduce((sum, one) => sum + one.value, 0),
    labelsOf(name) {
      const own = of(name);
      return own.length === 0 ? null : new Set(own.flatMap(({ labels }) => Object.keys(labels)));
    },
  };
}
