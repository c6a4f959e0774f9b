import type { Reply } from "../db/queries/replies.ts";
import type { StoredMessage } from "../game/view.ts";
import type { Invitation } from "./occasion.ts";
import type { Place } from "./place.ts";

/** All that is known when a seat begins to write. */
export interface Writing extends Place {
  reply: Reply;
  invitation: Invitation;
  /** Of this conversation, oldest first. */
  messages: readonly StoredMessage[];
  now: () => number;
}
