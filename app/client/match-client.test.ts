import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MatchView, MessageView } from "../api/schemas.ts";
import { type Answer, matchApi, type MatchApi } from "./api.ts";
import { FakeSource } from "./fake-source.ts";
import { CHAT, chatOf, messageOf, revealOf, viewOf } from "./fixtures.ts";
import { MatchClient } from "./match-client.ts";
import { linesOf } from "./match-state.ts";

const NOON = "2026-01-01T12:00:00.000Z";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse(NOON) });
  FakeSource.all = [];
});
afterEach(() => vi.useRealTimers());

/** A client whose server is these functions; what a test leaves out answers nothing of note. */
function playing(
  api: Partial<MatchApi>,
  view: MatchView = viewOf(),
  kept = new Map<string, string>(),
) {
  const client = new MatchClient(view, {
    api: {
      ...matchApi(view.id, () => Promise.reject(new TypeError("no network in this test"))),
      view: () => Promise.resolve({ ok: true, body: { ...view, now: new Date().toISOString() } }),
      typing: () => Promise.resolve({ ok: true, body: null }),
      ...api,
    },
    store: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
    locks: undefined,
    channel: () => undefined,
    openSource: (url) => new FakeSource(url),
    newId: () => "client-1",
    now: Date.now,
  });
  return { client, kept, stop: client.start() };
}

function lines(client: MatchClient) {
  return linesOf(client.state(), CHAT).map(({ body, state }) => [body, state]);
}

const taken: Answer<MessageView> = { ok: true, body: messageOf(1, "A") };
const away: Answer<never> = {
  ok: false,
  refusal: { status: 0, code: "network/unreachable", message: "", fields: {}, retryAfter: null },
};

test("a page that goes takes its dots back", () => {
  const typing = vi.fn<MatchApi["typing"]>().mockResolvedValue({ ok: true, body: null });
  const { client, stop } = playing({ typing });
  client.write(CHAT, { text: "half a li", pasted: false });
  client.pause();
  stop();
  expect(typing.mock.calls.map(([, on]) => on)).toEqual([true, false]);
});

describe("a message", () => {
  test("survives a lost line: the same client id is sent until it is taken", async () => {
    const send = vi.fn<MatchApi["send"]>().mockResolvedValueOnce(away).mockResolvedValue(taken);
    const { client, stop } = playing({ send });
    client.write(CHAT, { text: "message 1", pasted: false });
    client.send(CHAT, "message 1");
    expect(lines(client)).toEqual([["message 1", "sending"]]);
    await vi.advanceTimersByTimeAsync(600);
    expect(send.mock.calls.map(([{ clientId }]) => clientId)).toEqual(["client-1", "client-1"]);
    expect(lines(client)).toEqual([["message 1", "sent"]]);
    expect(client.state().drafts[CHAT]).toBeUndefined();
    stop();
  });

  test("survives a reload: what was under way is sent again with its client id", async () => {
    const never = playing({ send: () => new Promise(() => undefined) });
    never.client.send(CHAT, "message 1");
    never.stop();
    const send = vi.fn<MatchApi["send"]>().mockResolvedValue(taken);
    const { client, stop } = playing({ send }, viewOf(), never.kept);
    await vi.advanceTimersByTimeAsync(0);
    expect(send.mock.lastCall?.at(0)).toEqual({
      conversationId: CHAT,
      body: "message 1",
      clientId: "client-1",
      pasted: false,
    });
    expect(lines(client)).toEqual([["message 1", "sent"]]);
    stop();
  });

  test("that was taken but is not echoed brings a fresh line", async () => {
    const { client, stop } = playing({ send: () => Promise.resolve(taken) });
    client.send(CHAT, "message 1");
    await vi.advanceTimersByTimeAsync(4100);
    expect(FakeSource.all.length).toBe(2);
    stop();
  });
});

describe("the clock", () => {
  test("a deadline that passes without news brings the view, and a fresh line where it had some", async () => {
    const later = viewOf({
      phase: "guessing",
      now: "2026-01-01T12:02:02.000Z",
      deadlineAt: "2026-01-01T12:02:30.000Z",
    });
    const view = vi.fn<MatchApi["view"]>().mockResolvedValue({ ok: true, body: later });
    const { client, stop } = playing({ view });
    await vi.advanceTimersByTimeAsync(121_000);
    expect(view).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(client.state().view.phase).toBe("guessing");
    expect(FakeSource.all.length).toBe(2);
    stop();
  });

  test("a server that is late is asked ever more slowly", async () => {
    const view = vi.fn<MatchApi["view"]>(() =>
      Promise.resolve({ ok: true, body: viewOf({ now: new Date().toISOString() }) }),
    );
    const { stop } = playing({ view });
    await vi.advanceTimersByTimeAsync(180_000);
    expect(view.mock.calls.length).toBeGreaterThan(3);
    expect(view.mock.calls.length).toBeLessThan(8);
    stop();
  });
});

describe("the end", () => {
  test("the reveal closes the stream, and nothing runs on", async () => {
    const { client } = playing({});
    const ended = { phase: "revealed" as const, round: 1, deadlineAt: null };
    const [source] = FakeSource.all;
    source?.emit("phase", ended, "2");
    source?.emit("view", viewOf({ ...ended, conversations: [chatOf([messageOf(1, "B")])] }), "3");
    expect(source?.readyState).not.toBe(2);
    source?.emit("reveal", { reveal: revealOf() }, "4");
    expect(source?.readyState).toBe(2);
    expect(lines(client)).toHaveLength(1);
    expect(client.state().connection).toBe("ended");
    await vi.advanceTimersByTimeAsync(300_000);
    expect(FakeSource.all).toHaveLength(1);
  });

  test("a reveal that is lost on its way is asked for", async () => {
    const settled = viewOf({ phase: "revealed", deadlineAt: null, reveal: revealOf() });
    const { client } = playing({ view: () => Promise.resolve({ ok: true, body: settled }) });
    FakeSource.all[0]?.emit("phase", { phase: "revealed", round: 1, deadlineAt: null }, "2");
    await vi.advanceTimersByTimeAsync(2000);
    expect(client.state().view.reveal).toEqual(revealOf());
  });

  test("a stopped page opens nothing more, and a resumed one begins afresh", async () => {
    const { client, stop } = playing({});
    stop();
    expect(FakeSource.all[0]?.readyState).toBe(2);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(FakeSource.all).toHaveLength(1);
    await client.wake();
    expect(FakeSource.all).toHaveLength(2);
    client.pause();
  });
});
