import type { ChatRequest } from "./protocol.ts";

/** A chat as the persona sees it. */
export interface Chat {
  own: readonly string[];
  /** The partner's messages, oldest first. */
  partner: readonly string[];
  /** What the partner has written since the persona's last message. */
  latest: readonly string[];
}

/** Stage directions come in square brackets from whoever runs the chat. */
const DIRECTION = /^\[.*\]$/s;

export function readChat(messages: ChatRequest["messages"]): Chat {
  const spoken = messages.filter(
    ({ role, content }) =>
      role === "assistant" || (role === "user" && !DIRECTION.test(content.trim())),
  );
  const lastOwn = spoken.findLastIndex(({ role }) => role === "assistant");
  const texts = (of: typeof spoken, role: "assistant" | "user") =>
    of.filter((message) => message.role === role).map(({ content }) => content);
  return {
    own: texts(spoken, "assistant"),
    partner: texts(spoken, "user"),
    latest: texts(spoken.slice(lastOwn + 1), "user"),
  };
}
