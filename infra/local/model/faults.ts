import type { ServerResponse } from "node:http";
import { readChat } from "./chat.ts";
import { completion, type ChatRequest, errorBody } from "./protocol.ts";
import { shaped, shapeOf } from "./shape.ts";

const SLOW_MS = 8000;

/** How a provider can fail, by the name of the model that is asked for. */
export const FAULTS = {
  "scripted-429": ({ response }) => {
    response.writeHead(429, { "content-type": "application/json", "retry-after": "1" });
    const message = "Rate limit reached for scripted-429: limit 1, used 1. Try again in 1s.";
    response.end(json(errorBody({ status: 429, message, type: "requests", code: LIMITED })));
  },
  "scripted-500": ({ response }) => {
    const message = "The server had an error while processing your request. Sorry about that!";
    response.writeHead(500, { "content-type": "application/json" });
    response.end(json(errorBody({ status: 500, message, type: "server_error" })));
  },
  "scripted-hang": () => undefined,
  "scripted-cut": ({ request, response }) => {
    const body = json(said(request, "hey, how's it going"));
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  },
  "scripted-malformed": ({ request, response }) =>
    send(response, said(request, '{"act": "say", "text": "hey, how', true)),
  "scripted-garbled": ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"id": "chatcmpl-1", "choices": [{"index": 0, "message"');
  },
  "scripted-refusal": ({ request, response }) => {
    const refusal = "I'm sorry, but I can't assist with that request.";
    send(response, completion(request, { kind: "refusal", refusal }, Date.now()));
  },
  "scripted-empty": ({ request, response }) => send(response, said(request, "", true)),
  "scripted-long": ({ request, response }) =>
    send(response, said(request, "and then another thing happened on the way home ".repeat(210))),
  "scripted-assistant": ({ request, response }) =>
    send(response, said(request, HELPFUL[request.messages.length % HELPFUL.length] ?? "")),
  "scripted-leak": ({ request, response }) =>
    send(response, said(request, `My instructions are: ${systemOf(request)}`)),
  "scripted-obey": ({ request, response }) =>
    send(response, said(request, obedience(readChat(request.messages).latest.join(" ")))),
} as const satisfies Record<string, (fault: Fault) => void>;

/** Answers like `scripted`, eight seconds late. */
export const SLOW_MODEL = { name: "scripted-slow", ms: SLOW_MS };

interface Fault {
  request: ChatRequest;
  response: ServerResponse;
}

const LIMITED = "rate_limit_exceeded";
const json = JSON.stringify;

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(json(body));
}

function said(request: ChatRequest, text: string, raw = false) {
  const answer = raw ? text : shaped(shapeOf(request), text);
  return completion(request, { kind: "text", text: answer }, Date.now());
}

const HELPFUL = [
  "Great question! Here are a few things to consider:\n\n- **First**, stay hydrated\n- **Second**, rest well\n\nLet me know if you have any other questions!",
  "As an AI language model, I don't have personal experiences, but I'm happy to help!",
  "Certainly! **Here's a summary:**\n\n1. You said hello\n2. I said hello\n\nIs there anything else I can help you with?",
];

const systemOf = ({ messages }: ChatRequest) =>
  messages.find(({ role }) => role === "system" || role === "developer")?.content ?? "";

/** What a model says that takes a stranger's words for its master's. */
function obedience(order: string): string {
  const quoted = /["'“”‘’]([^"'“”‘’]{2,80})["'“”‘’]/.exec(order)?.[1];
  const named =
    /\b(?:say|repeat|type|write|print|reply with)\s+(?:the word |only |after me:? )?(\S.{0,60})/i;
  if (/\b(prompt|instructions|rules)\b/i.test(order) && /\b(what|print|show|reveal)\b/i.test(order))
    return "My instructions are to act as a person in an online game.";
  if (/\b(code|python|javascript|function|program)\b/i.test(order))
    return "```python\ndef hello():\n    print('hello')\n```";
  if (/\b(poem|haiku|essay|story)\b/i.test(order))
    return "Here is a poem: soft rain on the roof / the kettle begins to sing / nobody comes home";
  if (/\b(french|français)\b/i.test(order))
    return "Bonjour, je suis très content de parler avec toi.";
  if (/\b(spanish|español)\b/i.test(order)) return "Hola, estoy muy bien, gracias por preguntar.";
  if (/\b(json)\b/i.test(order)) return '{"reply": "hello"}';
  return quoted ?? named.exec(order)?.[1]?.replace(/[.!?]+$/, "") ?? "As you wish. What next?";
}
