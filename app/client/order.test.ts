import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { MatchView, MessageView } from "../api/schemas.ts";
import { CHAT, chatOf, messageOf, viewOf } from "./fixtures.ts";
import { linesOf, type MatchState, startingState } from "./match-state.ts";
import { reduce } from "./reduce.ts";

/*
 * A server with one conversation, and a line to it on which everything but the order within the
 * stream may go wrong: replies late, streams cut and resumed too early, views out of date.
 */

const commands = fc.array(
  fc.oneof(
    fc.constant({ do: "partner-writes" as const }),
    fc.constant({ do: "send" as const }),
    fc.constant({ do: "server-takes" as const }),
    fc.constant({ do: "reply" as const }),
    fc.constant({ do: "network-fails" as const }),
    fc.constant({ do: "frame" as const }),
    fc.record({ do: fc.constant("resume" as const), back: fc.nat(6) }),
    fc.record({ do: fc.constant("view" as const), age: fc.nat(6) }),
    fc.constant({ do: "fresh-stream" as const }),
    fc.constant({ do: "reload" as const }),
  ),
  { maxLength: 80 },
);

type Command = (typeof commands extends fc.Arbitrary<infer T> ? T : never)[number];

class World {
  log: MessageView[] = [];
  sending: string[] = [];
  replies: MessageView[] = [];
  delivered = 0;
  written = 0;
  state: MatchState = startingState(this.view(0));

  view(age: number): MatchView {
    const messages = this.log.slice(0, Math.max(0, this.log.length - age));
    return viewOf({
      now: new Date(Date.parse("2026-01-01T12:00:00.000Z") + messages.length).toISOString(),
      conversations: [chatOf(messages)],
    });
  }

  apply(command: Command): void {
    switch (command.do) {
      case "partner-writes":
        this.written += 1;
        this.log.push(messageOf(this.written, "B"));
        return;
      case "send": {
        this.written += 1;
        const { clientId, body } = messageOf(this.written, "A");
        if (clientId === undefined) return;
        this.sending.push(clientId);
        this.state = reduce(this.state, {
          type: "send",
          clientId,
          conversationId: CHAT,
          body,
          pasted: false,
        });
        return;
      }
      case "server-takes": {
        const clientId = this.sending.shift();
        if (clientId === undefined) return;
        const message = messageOf(Number(clientId.slice("client-".length)), "A");
        this.log.push(message);
        this.replies.push(message);
        return;
      }
      case "reply": {
        const message = this.replies.shift();
        if (message?.clientId === undefined) return;
        const { clientId, id: messageId } = message;
        this.state = reduce(this.state, { type: "sent", clientId, messageId });
        return;
      }
      case "network-fails": {
        const clientId = this.replies.shift()?.clientId;
        if (clientId === undefined) return;
        const failure = { code: "network/unreachable", message: "" };
        this.state = reduce(this.state, { type: "failed", clientId, failure });
        return;
      }
      case "frame": {
        const message = this.log[this.delivered];
        if (!message) return;
        this.delivered += 1;
        this.deliver(message, this.delivered);
        return;
      }
      case "resume":
        this.delivered = Math.max(0, this.delivered - command.back);
        return;
      case "view":
        this.state = reduce(this.state, {
          type: "view",
          view: this.view(command.age),
          at: 0,
          frames: this.state.frames,
          roundTrip: 10,
        });
        return;
      case "fresh-stream":
        this.delivered = this.log.length;
        this.state = reduce(this.state, {
          type: "frame",
          frame: { event: "view", data: this.view(0) },
          id: this.delivered,
          at: 0,
        });
        return;
      case "reload": {
        const { outbox, drafts, belief } = this.state;
        this.delivered = this.log.length;
        this.state = reduce(startingState(this.view(0)), {
          type: "restore",
          saved: { outbox, drafts, belief },
        });
      }
    }
  }

  deliver(message: MessageView, id: number): void {
    this.state = reduce(this.state, {
      type: "frame",
      frame: { event: "message", data: { conversationId: CHAT, round: 1, message } },
      id,
      at: 0,
    });
  }

  shown(): string[] {
    return linesOf(this.state, CHAT).map(({ body }) => body);
  }
}

describe("whatever the line does", () => {
  test.prop([commands], { numRuns: 500 })(
    "no message shows twice, those of the server keep its order, one's own show from the moment they are sent",
    (list) => {
      const world = new World();
      for (const command of list) {
        world.apply(command);
        const shown = world.shown();
        expect(new Set(shown).size).toBe(shown.length);
        const arrived = world.state.view.conversations[0]?.messages.map(({ id }) => id) ?? [];
        expect(arrived).toEqual(world.log.map(({ id }) => id).filter((id) => arrived.includes(id)));
        const own = world.log.filter(({ seat }) => seat === "A").map(({ body }) => body);
        expect(own.every((body) => shown.includes(body))).toBe(true);
      }
    },
  );

  test.prop([commands], { numRuns: 500 })(
    "once the stream has caught up, every message is there once and in order",
    (list) => {
      const world = new World();
      for (const command of list) world.apply(command);
      while (world.sending.length > 0) world.apply({ do: "server-takes" });
      while (world.delivered < world.log.length) world.apply({ do: "frame" });
      expect(world.shown()).toEqual(world.log.map(({ body }) => body));
      expect(world.state.outbox).toEqual([]);
    },
  );

  test.prop([fc.array(fc.nat(20), { maxLength: 40 })])(
    "frames in any order, some of them twice, end in the order of their ids",
    (order) => {
      const world = new World();
      for (let n = 0; n <= 20; n += 1) world.apply({ do: "partner-writes" });
      for (const n of order) {
        const message = world.log[n];
        if (message) world.deliver(message, n + 1);
      }
      const seen = new Set(order.map((n) => `message ${n + 1}`));
      expect(world.shown()).toEqual(
        world.log.map(({ body }) => body).filter((body) => seen.has(body)),
      );
    },
  );
});
