import { readProblem } from "../api-problem.ts";

export type Sent = { ok: true; revision: number } | { ok: false; code: string };

/** Saves a draft as its form stands. */
export async function sendDraft(action: string, fields: FormData): Promise<Sent> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === "string") body.append(name, value);
  body.delete("_method");
  try {
    const headers = { Accept: "application/json" };
    const reply = await fetch(action, { method: "PUT", headers, body });
    const said: unknown = await reply.json();
    const revision = reply.ok ? revisionIn(said) : null;
    if (revision !== null) return { ok: true, revision };
    return { ok: false, code: readProblem(said).code };
  } catch {
    return { ok: false, code: "network/unreachable" };
  }
}

function revisionIn(said: unknown): number | null {
  if (typeof said !== "object" || said === null) return null;
  const revision: unknown = Reflect.get(said, "revision");
  return typeof revision === "number" ? revision : null;
}
