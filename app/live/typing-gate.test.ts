import { describe, expect, test } from "vitest";
import { TypingGate } from "./typing-gate.ts";

const a = { conversationId: "c", seat: "A" };
const b = { conversationId: "c", seat: "B" };

describe("dots", () => {
  test("wait for the next step of the grid", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_001);
    expect(TypingGate.nextStep(1_001, 1000)).toBe(2_000);
    expect(gate.due(2_000)).toEqual([{ ...a, on: true }]);
    expect(gate.due(3_000)).toEqual([]);
  });

  test("that come and go between two steps are never seen", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    gate.signal({ ...a, on: false }, 1_900);
    expect(gate.due(2_000)).toEqual([]);
    expect(gate.pending).toBe(false);
  });

  test("repeated signals are one", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    expect(gate.due(2_000)).toHaveLength(1);
    gate.signal({ ...a, on: true }, 2_100);
    expect(gate.due(3_000)).toEqual([]);
  });

  test("are off after a message, without a frame", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    gate.due(2_000);
    gate.spoke("c", "A");
    expect(gate.due(3_000)).toEqual([]);
    gate.signal({ ...a, on: false }, 3_100);
    expect(gate.due(4_000)).toEqual([]);
  });

  test("that a message overtook do not appear", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    gate.spoke("c", "A");
    expect(gate.due(2_000)).toEqual([]);
  });

  test("come back when the seat goes on writing after its message", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    gate.due(2_000);
    gate.spoke("c", "A");
    gate.signal({ ...a, on: true }, 2_100);
    expect(gate.due(3_000)).toEqual([{ ...a, on: true }]);
  });

  test("go off by themselves when their writer has vanished", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    gate.due(2_000);
    expect(gate.due(61_000)).toEqual([]);
    expect(gate.due(62_000)).toEqual([{ ...a, on: false }]);
    expect(gate.pending).toBe(false);
  });

  test("of two seats do not mix", () => {
    const gate = new TypingGate(1000);
    gate.signal({ ...a, on: true }, 1_100);
    gate.signal({ ...b, on: true }, 1_200);
    gate.spoke("c", "A");
    expect(gate.due(2_000)).toEqual([{ ...b, on: true }]);
  });
});
