import type { MatchView } from "../app/api/schemas.ts";
import type { StreamFrame } from "./event-stream.ts";
import { decodeTurboStream, splitPage } from "./turbo-stream.ts";
import { headerOf, type WireReply } from "./wire.ts";

/** One thing that a player was told, without what differs from player to player. */
export interface Entry {
  /** What was asked, in which situation. */
  key: string;
  /** What came. */
  told: string;
  /** Set where it belongs to one conversation. */
  conversationId?: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
/** Headers whose values differ from reply to reply, whoever asks. */
const VARYING = /^(date|content-length|x-request-id|set-cookie)$/i;

/** Status, headers in their order, and body. */
export function toldBy(reply: WireReply, view: MatchView | null): string {
  const headers = reply.headers.map(
    ([name, value]) => `${name}: ${VARYING.test(name) ? "…" : plain(value)}`,
  );
  return [String(reply.status), ...headers, "", ...bodyOf(reply, view)].join("\n");
}

function bodyOf(reply: WireReply, view: MatchView | null): string[] {
  if (reply.json !== null) return [shapeOf(reply.json)];
  const type = headerOf(reply, "content-type") ?? "";
  if (type.startsWith("text/x-script")) return [shapeOf(decodeTurboStream(reply.text))];
  const { page, payloads } = splitPage(reply.text);
  return [plain(page, view), ...payloads.map((payload) => shapeOf(payload))];
}

/** The fields of an event as they came, with their names and their order. */
export function toldByFrame({ raw, data }: StreamFrame): string {
  const fields = raw.split("\n").map((line) => line.split(":")[0]);
  return `${fields.join(",")} ${shapeOf(data)}`;
}

/** A value with its keys in their order; of texts that people write, only that there is one. */
function shapeOf(value: unknown, key = ""): string {
  if (Array.isArray(value)) return `[${value.map((item) => shapeOf(item)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => `${name}:${shapeOf(field, name)}`);
    return `{${fields.join(",")}}`;
  }
  if (key === "body" || key === "clientId") return typeof value;
  return plain(JSON.stringify(value));
}

/** A text without ids, times, secrets of the reply, and what was said in the match. */
function plain(text: string, view: MatchView | null = null): string {
  const messages = view?.conversations.flatMap((conversation) => conversation.messages) ?? [];
  return messages
    .reduce((rest, { body }) => withoutText(rest, body), text)
    .replace(UUID, "uuid$1")
    .replace(INSTANT, "instant")
    .replace(/nonce(=\\?"|-)[\w+/=-]+/g, "nonce$1")
    .replace(/style="[^"]*"/g, (style) => style.replace(/[\d.]+/g, "n"))
    .replace(/\b\d{1,2}:\d{2}\b/g, "clock")
    .replace(/\b\d+ (s\b|seconds left)/g, "n $1");
}

/** Whole texts only: a short one may be part of any word. */
function withoutText(page: string, text: string): string {
  const html = text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
  return page.replaceAll(`>${html}<`, ">text<");
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** How a match stands for its player, by the rules: who has spoken in which order, and who may act. */
export function situationOf(view: MatchView): string {
  const { phase, you, conversations, canGuess, canGuessAt, guesses } = view;
  const talks = conversations.map(({ messages, yourTurn, turnDeadlineAt }) =>
    [
      messages.map(({ seat }) => (seat === you.seat ? "m" : "t")).join(""),
      yourTurn ? "mine" : "theirs",
      turnDeadlineAt === null ? "open" : turnDeadlineAt === view.deadlineAt ? "last" : "timed",
    ].join("/"),
  );
  const guess = canGuess ? "may" : canGuessAt === null ? "may-not" : "later";
  return [you.seat, you.role, phase, ...talks, guess, guesses.length].join(" ");
}

/** The instant in a UUIDv7; NaN for any other id. */
export function instantOf(id: string): number {
  return id[14] === "7" ? Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) : NaN;
}
