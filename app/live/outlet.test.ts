import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openOutlet, SlowReader } from "./outlet.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const text = (body: ReadableStream<Uint8Array>) => new Response(body).text();

function open(backlog = () => 0) {
  const abort = new AbortController();
  const onClose = vi.fn();
  const outlet = openOutlet({ signal: abort.signal, backlog, onClose });
  return { abort, onClose, outlet };
}

describe("an outlet", () => {
  test("greets, writes frames in order and ends", async () => {
    const { outlet, onClose } = open();
    outlet.write([
      { id: 1, event: "message", data: { body: "a\nb" } },
      { event: "typing", data: { on: true } },
    ]);
    outlet.end();
    outlet.end();
    expect(await text(outlet.body)).toBe(
      'retry: 1000\n\nid: 1\nevent: message\ndata: {"body":"a\\nb"}\n\nevent: typing\ndata: {"on":true}\n\n',
    );
    expect(onClose.mock.calls).toEqual([["ended"]]);
  });

  test("comments every fifteen seconds, until it has ended", async () => {
    const { outlet } = open();
    vi.advanceTimersByTime(31_000);
    outlet.end();
    vi.advanceTimersByTime(31_000);
    expect(await text(outlet.body)).toBe("retry: 1000\n\n: \n\n: \n\n");
  });

  test("closes when its reader is gone, and writes nothing more", async () => {
    const { outlet, abort, onClose } = open();
    abort.abort();
    outlet.write([{ event: "message", data: 1 }]);
    expect(outlet.open).toBe(false);
    expect(await text(outlet.body)).toBe("retry: 1000\n\n");
    expect(onClose.mock.calls).toEqual([["gone"]]);
  });

  test("closes when its body is cancelled", async () => {
    const { outlet, onClose } = open();
    await outlet.body.cancel();
    outlet.write([{ event: "message", data: 1 }]);
    expect(onClose.mock.calls).toEqual([["gone"]]);
  });

  test("gives a reader up for whom too much waits", async () => {
    let waiting = 0;
    const { outlet, onClose } = open(() => waiting);
    waiting = 300 * 1024;
    outlet.write([{ event: "message", data: 1 }]);
    expect(onClose.mock.calls).toEqual([["slow"]]);
    await expect(text(outlet.body)).rejects.toThrow(SlowReader);
  });

  test("that opens for a reader who has left is closed", () => {
    const abort = new AbortController();
    abort.abort();
    const onClose = vi.fn();
    const outlet = openOutlet({ signal: abort.signal, backlog: () => 0, onClose });
    expect(outlet.open).toBe(false);
    expect(onClose).toHaveBeenCalledOnce();
  });
});
