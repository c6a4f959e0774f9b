import type { ChatRequest } from "./protocol.ts";

/** What an answer is to look like: plain text, a persona's turn, or a guess about the partner. */
export type Shape = "text" | "turn" | "guess";

/** By the name of the schema, or by what the prompt says where a provider takes no schema. */
export function shapeOf(request: ChatRequest): Shape {
  const { response_format: format, messages } = request;
  const name = format?.json_schema?.name;
  if (name === "turn" || name === "guess") return name;
  const asked = [...messages].reverse().find(({ role }) => role === "user")?.content ?? "";
  if (/^\[.*"pAi"/s.test(asked)) return "guess";
  const system = messages.find(({ role }) => role === "system" || role === "developer");
  if (system?.content?.includes('"act"')) return "turn";
  return format && format.type !== "text" ? "guess" : "text";
}

/** A text in the shape asked for. */
export function shaped(shape: Shape, text: string, then: string | null = null): string {
  return shape === "turn" ? JSON.stringify({ act: "say", text, then }) : text;
}
