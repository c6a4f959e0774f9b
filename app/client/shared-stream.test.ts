import { afterEach, describe, expect, test, vi } from "vitest";
import { CHAT, messageOf } from "./fixtures.ts";
import type { Connection } from "./match-state.ts";
import { type Note, type SharedStream, shareStream } from "./shared-stream.ts";

/* Node's own Web Locks and BroadcastChannel, which work as the browser's. */

let number = 0;
const open: SharedStream[] = [];

afterEach(() => {
  for (const tab of open.splice(0)) tab.leave();
});

function newMatch(): string {
  number += 1;
  return `match-${number}`;
}

function tab(name: string) {
  const seen: Note[] = [];
  const state = { leads: 0, stopped: 0, follows: 0, connection: "live" as Connection };
  const shared = shareStream({
    name,
    lead: () => {
      state.leads += 1;
      return () => (state.stopped += 1);
    },
    follow: () => (state.follows += 1),
    onNote: (note) => seen.push(note),
    connection: () => state.connection,
    locks: navigator.locks,
    channel: new BroadcastChannel(name),
  });
  open.push(shared);
  return { ...shared, state, seen };
}

const note: Note = {
  kind: "frame",
  streamed: {
    id: 1,
    frame: {
      event: "message",
      data: { conversationId: CHAT, round: 1, message: messageOf(1, "B") },
    },
  },
};

describe("the tabs of one player", () => {
  test("one leads and relays its frames, the others follow", async () => {
    const name = newMatch();
    const first = tab(name);
    await vi.waitFor(() => expect(first.state.leads).toBe(1));
    const second = tab(name);
    await vi.waitFor(() => expect(second.state.follows).toBe(1));
    first.tell(note);
    await vi.waitFor(() => expect(second.seen).toEqual([note]));
    expect(second.state.leads).toBe(0);
  });

  test("when the leader closes, the next takes over", async () => {
    const name = newMatch();
    const first = tab(name);
    await vi.waitFor(() => expect(first.state.leads).toBe(1));
    const second = tab(name);
    await vi.waitFor(() => expect(second.state.follows).toBe(1));
    first.leave();
    await vi.waitFor(() => expect(second.state.leads).toBe(1));
    expect(first.state.stopped).toBe(1);
  });

  test("a follower asks after its leader, and hears how the line is", async () => {
    const name = newMatch();
    const first = tab(name);
    await vi.waitFor(() => expect(first.state.leads).toBe(1));
    const second = tab(name);
    second.checkLeader();
    await vi.waitFor(() =>
      expect(second.seen).toEqual([{ kind: "leader-here", connection: "live" }]),
    );
  });

  test("a leader that answers no more loses the lead", { timeout: 10_000 }, async () => {
    const name = newMatch();
    const frozen = new AbortController();
    void navigator.locks
      .request(
        name,
        () =>
          new Promise((resolve) => {
            frozen.signal.addEventListener("abort", resolve);
          }),
      )
      .catch(() => undefined);
    const second = tab(name);
    await vi.waitFor(() => expect(second.state.follows).toBe(1));
    second.checkLeader();
    await vi.waitFor(() => expect(second.state.leads).toBe(1), { timeout: 6000 });
    frozen.abort();
  });

  test("a guess told by one tab reaches the others, the leader too", async () => {
    const name = newMatch();
    const first = tab(name);
    await vi.waitFor(() => expect(first.state.leads).toBe(1));
    const second = tab(name);
    const guessed: Note = { kind: "guessed", guess: { seat: "B", round: 1, pAi: 0.7 } };
    second.tell(guessed);
    await vi.waitFor(() => expect(first.seen).toEqual([guessed]));
  });

  test("without locks every tab has a stream of its own", () => {
    const lead = vi.fn(() => () => undefined);
    shareStream({
      name: "none",
      lead,
      follow: () => undefined,
      onNote: () => undefined,
      connection: () => "live",
    });
    expect(lead).toHaveBeenCalledOnce();
  });
});
