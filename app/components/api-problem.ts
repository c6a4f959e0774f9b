export interface Problem {
  code: string;
  /** The live match that stands in the way. */
  matchId?: string;
}

/** Sends a form to the API; null where it was accepted. */
export async function problemOf(
  action: string,
  method: "post" | "delete",
  form: FormData,
): Promise<Problem | null> {
  const body = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === "string") body.append(name, value);
  try {
    const reply = await fetch(action, {
      method: method.toUpperCase(),
      headers: { Accept: "application/json" },
      body,
    });
    if (reply.ok) return null;
    return readProblem(await reply.json());
  } catch {
    return { code: "network/unreachable" };
  }
}

export function readProblem(reply: unknown): Problem {
  const error = property(reply, "error");
  const code = property(error, "code");
  const matchId = property(error, "matchId");
  return {
    code: typeof code === "string" ? code : "network/unreadable",
    ...(typeof matchId === "string" ? { matchId } : {}),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
