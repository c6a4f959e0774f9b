import { describe, expect, test } from "vitest";
import { openMatch } from "../game/decide.ts";
import { currentRound, type Match } from "../game/match.ts";
import { RULESETS } from "../game/ruleset.ts";
import type { StoredMessage } from "../game/view.ts";
import { type Hearing, heardUpTo, invitationTo } from "./occasion.ts";

const SEED = "0123456789abcdef0123456789abcdef";
const OPENED_AT = 1_000_000;

function hearing(slug: string, said: [string, number, number][], more: Partial<Hearing> = {}) {
  const ruleset = RULESETS.find((one) => one.slug === slug);
  if (!ruleset) throw new Error(`no ruleset ${slug}`);
  const { match } = openMatch({
    id: "match",
    ruleset,
    timeScale: 1,
    seed: SEED,
    occupants: [
      { kind: "human", playerId: "player" },
      { kind: "ai", personaId: "persona", personaVersionId: "version" },
    ],
    interrogator: 0,
    freshIds: ["1", "2", "3", "4"],
    now: OPENED_AT,
  });
  const round = currentRound(match);
  const [conversation] = round.conversations;
  const ai = round.seats.find(({ occupant }) => occupant === 1);
  if (!conversation || !ai) throw new Error("a conversation and an AI expected");
  const human = ai.label === "A" ? "B" : "A";
  const messages = said.map(([who, seq, at]): StoredMessage => ({
    id: `${seq}`,
    seq,
    round: 1,
    conversationId: conversation.id,
    seat: who === "ai" ? ai.label : human,
    body: `${who} ${seq}`,
    at,
    clientId: `${seq}`,
  }));
  const base: Hearing = { match, round, conversation, seat: ai.label, messages, turn: null };
  return { hearing: { ...base, ...more }, human, ai: ai.label };
}

const give = (given: Hearing, seat: string): Hearing => ({
  ...given,
  conversation: { ...given.conversation, turn: { seat, deadlineAt: OPENED_AT + 40_000 } },
});

describe("in free turn-taking", () => {
  test("an untouched round may be opened", () => {
    expect(invitationTo(hearing("quick-duel", []).hearing)).toMatchObject({
      after: 0,
      kind: "opening",
      receivedAt: OPENED_AT,
    });
  });

  test("the newest message is answered, with all that came since the seat's own", () => {
    const { hearing: given } = hearing("quick-duel", [
      ["human", 1, 1_001_000],
      ["ai", 2, 1_004_000],
      ["human", 3, 1_009_000],
      ["human", 4, 1_010_000],
    ]);
    const invitation = invitationTo(given);
    expect(invitation).toMatchObject({ after: 4, kind: "heard", receivedAt: 1_010_020 });
    expect(invitation?.heard.map(({ seq }) => seq)).toEqual([3, 4]);
  });

  test("what came in while the seat was typing is read after sending", () => {
    const { hearing: given } = hearing("quick-duel", [
      ["human", 1, 1_001_000],
      ["human", 2, 1_003_000],
      ["ai", 3, 1_004_000],
    ]);
    expect(invitationTo(given)).toMatchObject({ after: 2, receivedAt: 1_004_000 });
    expect(invitationTo(heardUpTo(given, 1))).toMatchObject({ after: 1 });
  });

  test("one's own opening calls for nothing more", () => {
    expect(invitationTo(hearing("quick-duel", [["ai", 1, 1_001_000]]).hearing)).toBeNull();
  });

  test("nothing is said once the chat is over", () => {
    const { hearing: given } = hearing("quick-duel", [["human", 1, 1_001_000]]);
    const match: Match = { ...given.match, phase: "guessing" };
    expect(invitationTo({ ...given, match })).toBeNull();
  });
});

describe("where turns are waited for", () => {
  const turn = { seq: 2, at: new Date(1_005_000) };

  test("a turn is the occasion, from when it was given", () => {
    const { hearing: given, ai } = hearing("interrogation", [["human", 1, 1_005_000]], { turn });
    expect(invitationTo(give(given, ai))).toMatchObject({ after: 2, receivedAt: 1_005_020 });
  });

  test("somebody else's turn is none", () => {
    const { hearing: given, human } = hearing("interrogation", [["human", 1, 1_005_000]], { turn });
    expect(invitationTo(give(given, human))).toBeNull();
  });
});
