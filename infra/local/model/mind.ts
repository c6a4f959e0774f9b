import type { Chat } from "./chat.ts";
import type { Draw } from "./draw.ts";
import type { Memory } from "./memory.ts";
import type { Sheet } from "./sheet.ts";

/** All that a reply is made of. */
export interface Mind {
  chat: Chat;
  sheet: Sheet;
  draw: Draw;
  memory: Memory;
}
