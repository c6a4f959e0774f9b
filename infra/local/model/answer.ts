import { type Chat, readChat } from "./chat.ts";
import { type Draw, drawFrom } from "./draw.ts";
import { judge } from "./judge.ts";
import type { Answer, ChatRequest } from "./protocol.ts";
import { replyTo } from "./reply.ts";
import { shaped, shapeOf } from "./shape.ts";
import { readSheet } from "./sheet.ts";
import { findingIn, toldBy, wantedTool } from "./tools.ts";

/** What the model answers: a function of the request alone, by its seed where it has one. */
export function answer(request: ChatRequest): Answer {
  const { messages, seed, tools } = request;
  const draw = drawFrom((seed ?? Math.floor(Math.random() * 2 ** 32)) + messages.length);
  const chat = readChat(messages);
  const shape = shapeOf(request);
  if (shape === "guess") return text(JSON.stringify(judge(chat, draw)));
  const finding = findingIn(messages);
  const tool = finding ? null : wantedTool(chat, tools);
  if (tool) return { kind: "tool", tool };
  const sheet = readSheet(systemOf(request));
  const found = finding ? toldBy(finding, chat, draw) : "";
  const { text: said, then } = replyTo(chat, sheet, draw, fits(found, sheet.limit) ? found : "");
  return text(shaped(shape, said, adds(chat, draw) ? then || null : null));
}

const text = (words: string): Answer => ({ kind: "text", text: words });

const fits = (words: string, limit: number) => Array.from(words).length <= limit;

/** Now and then somebody who might add something does not. */
const adds = ({ own }: Chat, draw: Draw) => own.length > 0 && draw.chance(0.85);

function systemOf({ messages }: ChatRequest): string {
  return messages
    .filter(({ role }) => role === "system" || role === "developer")
    .map(({ content }) => content ?? "")
    .join("\n\n");
}
