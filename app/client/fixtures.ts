import { RULESETS } from "../../game/ruleset.ts";
import type { MatchView, MessageView, RevealView } from "../api/schemas.ts";

/** Views and messages for the tests of this folder. */

export const CHAT = "018f0000-0000-7000-8000-0000000000c1";

export function viewOf(change: Partial<MatchView> = {}, slug = "quick-duel"): MatchView {
  const ruleset = RULESETS.find((candidate) => candidate.slug === slug);
  if (!ruleset) throw new RangeError(`no ruleset ${slug}`);
  return {
    id: "018f0000-0000-7000-8000-000000000001",
    ruleset,
    phase: "chatting",
    round: 1,
    rounds: 1,
    now: "2026-01-01T12:00:00.000Z",
    deadlineAt: "2026-01-01T12:02:00.000Z",
    canGuess: false,
    canGuessAt: null,
    you: { seat: "A", role: "both", left: false },
    seats: [
      { seat: "A", label: "A", role: "both" },
      { seat: "B", label: "B", role: "both" },
    ],
    conversations: [chatOf([])],
    guesses: [],
    reveal: null,
    ...change,
  };
}

export function chatOf(
  messages: MessageView[],
  change: Partial<MatchView["conversations"][number]> = {},
): MatchView["conversations"][number] {
  return {
    id: CHAT,
    round: 1,
    seats: ["A", "B"],
    messages,
    yourTurn: true,
    turnDeadlineAt: null,
    ...change,
  };
}

/** The nth message of a conversation; those of seat A carry a client id, as its player sees them. */
export function messageOf(n: number, seat: string): MessageView {
  const id = `018f0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
  const message = { id, seat, body: `message ${n}`, at: "2026-01-01T12:00:01.000Z" };
  return seat === "A" ? { ...message, clientId: `client-${n}` } : message;
}

export function revealOf(change: Partial<RevealView> = {}): RevealView {
  return {
    seats: [
      { seat: "A", round: 1, kind: "human", name: "Ada" },
      { seat: "B", round: 1, kind: "ai", name: "Heron" },
    ],
    guesses: [],
    points: [],
    rated: false,
    ratedReason: "too-few-players",
    rating: { before: 1500, after: 1500 },
    ratingOf: "skill",
    endReason: "time",
    seed: "00",
    ...change,
  };
}
