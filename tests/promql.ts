import { parser } from "@prometheus-io/lezer-promql";

interface Selector {
  metric: string;
  labels: string[];
}

/** What a PromQL expression selects. @throws where it is none. */
export function selectorsOf(expression: string): Selector[] {
  const found: Selector[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) throw new Error(`no PromQL: ${expression}, at ${from}`);
      if (type.name !== "VectorSelector") return;
      const [metric = ""] = /^\w+/.exec(expression.slice(from, to)) ?? [];
      const labels: string[] = [];
      node.cursor().iterate((inner) => {
        if (inner.name === "LabelName" && inner.from < to)
          labels.push(expression.slice(inner.from, inner.to));
      });
      found.push({ metric, labels });
    },
  });
  return found;
}
