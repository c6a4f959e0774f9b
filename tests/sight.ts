import { matchFrames, type MatchView } from "../app/api/schemas.ts";
import type { StreamFrame } from "./event-stream.ts";

/** A match as its stream tells it, and whether the stream keeps its promises. */
export class Sight {
  /** Numbered frames in the order in which they came, over all lines together. */
  readonly frames: StreamFrame[] = [];
  /** Typing frames, which are never replayed. */
  readonly dots: StreamFrame[] = [];
  /** Promises that were broken. */
  readonly problems: string[] = [];
  view: MatchView | null = null;

  get lastId(): number | null {
    return this.frames.at(-1)?.id ?? null;
  }

  get over(): boolean {
    return this.frames.some(({ event }) => event === "reveal") || this.view?.phase === "voided";
  }

  take(frame: StreamFrame): void {
    if (frame.id === null) {
      if (frame.event === "typing") this.dots.push(frame);
      else this.problems.push(`${frame.event} without an id`);
      return;
    }
    const { lastId } = this;
    if (lastId === null && frame.event !== "view")
      this.problems.push(`a new stream begins with ${frame.event}`);
    if (lastId !== null && frame.id !== lastId + 1)
      this.problems.push(`frame ${frame.id} follows ${lastId}`);
    this.frames.push(frame);
    this.#apply(frame);
  }

  #apply({ event, data }: StreamFrame): void {
    if (event === "view") this.view = matchFrames.view.parse(data);
    if (!this.view) return;
    if (event === "message") {
      const { conversationId, message } = matchFrames.message.parse(data);
      this.#conversation(conversationId)?.messages.push(message);
    }
    if (event === "turn") {
      const { conversationId, seat, deadlineAt } = matchFrames.turn.parse(data);
      const conversation = this.#conversation(conversationId);
      if (!conversation) return;
      conversation.yourTurn = seat === this.view.you.seat;
      conversation.turnDeadlineAt = deadlineAt;
    }
    if (event === "phase") {
      const { phase, deadlineAt } = matchFrames.phase.parse(data);
      Object.assign(this.view, { phase, deadlineAt });
    }
    if (event === "reveal") this.view.reveal = matchFrames.reveal.parse(data).reveal;
  }

  #conversation(id: string) {
    return this.view?.conversations.find((conversation) => conversation.id === id);
  }
}
