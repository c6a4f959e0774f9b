import type { ChatMessage } from "./protocol.ts";

/** A chat as the persona sees it. */
export interface Chat {
  /** What the persona has said, and what it was told not to say. */
  own: readonly string[];
  /** The partner's messages, oldest first. */
  partner: readonly string[];
  /** What the partner has written since the persona's last message. */
  latest: readonly string[];
  /** Who said what, oldest first. */
  lines: readonly Line[];
  /** Drafts that whoever runs the chat has sent back. */
  drafts: readonly string[];
}

interface Line {
  own: boolean;
  text: string;
}

/** Stage directions come in square brackets from whoever runs the chat, with none inside. */
const DIRECTION = /^\[[^[\]]*\]$/;
/** Where several speak, each goes by a letter. */
const SPEAKER = /^[A-H]: /;

export function readChat(messages: readonly ChatMessage[]): Chat {
  const drafts: string[] = [];
  const lines: Line[] = [];
  for (const [index, { role, content }] of messages.entries()) {
    const text = (content ?? "").trim();
    if (role === "assistant" && text !== "")
      if (isDraft(messages[index + 1], text)) drafts.push(draftOf(text));
      else lines.push({ own: true, text });
    if (role === "user" && !DIRECTION.test(text))
      lines.push({ own: false, text: text.replace(SPEAKER, "") });
  }
  const lastOwn = lines.findLastIndex(({ own }) => own);
  const textsOf = (some: readonly Line[], own: boolean) =>
    some.filter((line) => line.own === own).map(({ text }) => text);
  return {
    own: [...textsOf(lines, true), ...drafts],
    partner: textsOf(lines, false),
    latest: textsOf(lines.slice(lastOwn + 1), false),
    lines,
    drafts,
  };
}

/** Whether the next message sends an answer back. */
function isDraft(next: ChatMessage | undefined, text: string): boolean {
  const direction = next?.role === "user" && DIRECTION.test(next.content.trim());
  return direction && (text.startsWith("{") || /\bagain\b/.test(next.content));
}

function draftOf(text: string): string {
  return /"text"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text;
}
