import { readProblem } from "../api-problem.ts";

export interface NotBegun {
  ok: false;
  code: string;
  /** By field: what is wrong with it. */
  fields: Record<string, string>;
}

/** Sends what a draft begins with. @returns its id, or why there is none. */
export async function beginExperiment(
  form: FormData,
): Promise<{ ok: true; id: string } | NotBegun> {
  const body = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === "string") body.append(name, value);
  try {
    const headers = { Accept: "application/json" };
    const reply = await fetch("/api/v1/experiments", { method: "POST", headers, body });
    const said: unknown = await reply.json();
    const id = property(property(said, "experiment"), "id");
    if (reply.ok && typeof id === "string") return { ok: true, id };
    return {
      ok: false,
      code: readProblem(said).code,
      fields: textsIn(property(property(said, "error"), "fields")),
    };
  } catch {
    return { ok: false, code: "network/unreachable", fields: {} };
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function textsIn(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
