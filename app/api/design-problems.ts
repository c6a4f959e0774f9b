import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** What is wrong with a design, by the field of its form, in plain words. */
export type DesignProblems = Record<string, string>;

export function problemsIn({ issues }: z.ZodError): DesignProblems {
  const problems: DesignProblems = {};
  for (const issue of issues) {
    const field = fieldAt(within(issue.path));
    problems[field] ??= field.endsWith(".aiShare") ? "From 0 to 100 %." : wordsOf(issue);
  }
  return problems;
}

/** A request may hold the design as one of its fields. */
function within(path: readonly PropertyKey[]): readonly PropertyKey[] {
  return path[0] === "design" ? path.slice(1) : path;
}

/** The field of the form that shows what stands at a path of the design. */
function fieldAt(path: readonly PropertyKey[]): string {
  const parts = path.map(String);
  const [head = "design"] = parts;
  if (head === "arms" || head === "questionnaire") return parts.slice(0, 3).join(".");
  return head === "consent" || head === "codes" ? parts.slice(0, 2).join(".") : head;
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case "too_small":
      return tooLittle(issue);
    case "too_big":
      return tooMuch(issue);
    case "invalid_type":
      if (issue.expected === "number" || issue.expected === "int")
        return "A number is needed here.";
      return "Write something here.";
    case "invalid_value":
      return "Choose one of those offered.";
    case "invalid_union":
      return "Choose one of those offered.";
    case "invalid_format":
      return issue.format === "url" ? "A whole address, with https at its front." : sentence(issue);
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "not_multiple_of":
    case "unrecognized_keys":
      return sentence(issue);
  }
}

function tooLittle({ origin, minimum, inclusive }: Issue & { code: "too_small" }): string {
  if (origin === "string") return "Write something here.";
  if (origin === "array") return minimum === 1 ? "One at least." : `${minimum} at least.`;
  return inclusive === false ? `More than ${minimum}.` : `${minimum} at least.`;
}

function tooMuch({ origin, maximum }: Issue & { code: "too_big" }): string {
  if (origin === "string") return `At most ${maximum.toLocaleString("en")} characters.`;
  return `${maximum.toLocaleString("en")} at most.`;
}

function sentence({ message }: Issue): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`.replace("..", ".");
}
