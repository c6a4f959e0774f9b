import { readChat } from "./chat.ts";
import { drawFrom } from "./draw.ts";
import { judge } from "./judge.ts";
import type { ChatRequest } from "./protocol.ts";
import { replyTo } from "./reply.ts";
import { readSheet } from "./sheet.ts";

/** The assistant's message: a function of the request alone, by its seed where it has one. */
export function answer(request: ChatRequest): string {
  const draw = drawFrom(request.seed ?? Math.floor(Math.random() * 2 ** 32));
  const chat = readChat(request.messages);
  if (request.response_format?.type.startsWith("json")) return JSON.stringify(judge(chat, draw));
  const system = request.messages.filter(({ role }) => role === "system" || role === "developer");
  const sheet = readSheet(system.map(({ content }) => content).join("\n"));
  return replyTo(chat, sheet, draw) || "hm";
}
