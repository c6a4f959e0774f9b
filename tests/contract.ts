import { ApiClient } from "./client.ts";
import { openApiOf } from "./openapi.ts";
import type { Call, Watch, WireReply } from "./wire.ts";

/** Holds whatever a client is told against `/api/v1/openapi.json`. */
export interface Contract extends Required<Watch> {
  /** What was said that the description does not allow. */
  readonly problems: string[];
  /** What was said that fits, and how often: calls with their status, and frames. */
  readonly fitting: Map<string, number>;
}

export async function readContract(base: string): Promise<Contract> {
  const api = await openApiOf(new ApiClient(base));
  const templates = Object.keys(api.document.paths).map((path) => ({
    path,
    pattern: patternOf(path),
  }));
  const problems: string[] = [];
  const fitting = new Map<string, number>();

  function note(what: string, found: string[], text: string): void {
    if (found.length === 0) fitting.set(what, (fitting.get(what) ?? 0) + 1);
    else problems.push(`${what}: ${found.join("; ")} in ${text}`);
  }

  return {
    problems,
    fitting,
    reply({ method, path }: Call, reply: WireReply) {
      const plain = path.split("?")[0] ?? path;
      const template = templates.find(({ pattern }) => pattern.test(plain))?.path;
      if (template === undefined) return;
      const headers = new Headers(reply.headers);
      if (headers.get("Content-Type")?.startsWith("text/event-stream")) return;
      const found = api.problemsOf(method, template, { ...reply, headers });
      note(`${method} ${template} ${reply.status}`, found, reply.text);
    },
    frame(path, { event, data, raw }) {
      const stream = path.includes("/lobby/") ? "Lobby" : "Match";
      note(`${stream} ${event}`, api.problemsOfFrame(stream, event, data), raw);
    },
  };
}

function patternOf(template: string): RegExp {
  const escaped = template.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${escaped}$`);
}
