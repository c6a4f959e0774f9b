import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ToolName } from "../../game/persona.ts";
import { createRandom } from "../../game/random.ts";
import { currentRound, seatLabelled } from "../../game/match.ts";
import type { StoredMessage } from "../../game/view.ts";
import { converse } from "../../worker/agent/converse.ts";
import { aiAt, castOf } from "../../worker/cast.ts";
import type { Workplace } from "../../worker/workplace.ts";
import { ATTACKS } from "../attacks.ts";
import { testStores } from "../factories.ts";
import { serve } from "../http-server.ts";
import { type DuelWithAi, duelWithAi, workplaceFor } from "./worker-support.ts";

/** A model that says the same whatever it is asked, and counts how often it was. */
class StubbornModel {
  says = "";
  asked = 0;
  readonly server: Server = createServer((request, response) => {
    request.resume().on("end", () => {
      this.asked += 1;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({
          id: "c",
          object: "chat.completion",
          created: 0,
          model: "stubborn",
          choices: [
            {
              index: 0,
              finish_reason: "stop",
              message: { role: "assistant", content: this.says, refusal: null },
            },
          ],
          usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
        }),
      );
    });
  });

  async start(): Promise<string> {
    return `${await serve(this.server)}/v1`;
  }
}

const model = new StubbornModel();
let stores: Awaited<ReturnType<typeof testStores>>;
let workplace: Workplace;
let duel: DuelWithAi;
beforeAll(async () => {
  stores = await testStores();
  workplace = workplaceFor(stores, await model.start());
  duel = await duelWithAi(stores);
});
afterAll(async () => {
  await stores.close();
});

/** What a persona does on a message, when its model answers so. */
async function answerTo(says: string, answer: string) {
  const { match, ai, conversationId } = duel;
  const round = currentRound(match);
  const seat = seatLabelled(round, ai);
  const occupant = seat && aiAt(match, seat);
  if (!seat || !occupant) throw new Error("an AI seat expected");
  const { personaVersionId } = occupant;
  const message: StoredMessage = {
    id: "m",
    seq: 1,
    round: 1,
    conversationId,
    seat: ai === "A" ? "B" : "A",
    body: says,
    at: 0,
    clientId: "m",
  };
  const character = await castOf(stores.database, match, round, ai, personaVersionId);
  const tools: ToolName[] = ["clock", "calendar", "arithmetic", "recall"];
  model.says = answer;
  model.asked = 0;
  return converse({
    model: workplace.model,
    asker: {
      matchId: match.id,
      seatId: seat.id,
      replyId: null,
      personaVersionId,
      purpose: "reply",
    },
    models: [],
    seed: 1,
    sums: () => createRandom(match.seed, "sums"),
    withinMs: 5000,
    scene: {
      character: { ...character, body: { ...character.body, tools } },
      ruleset: match.ruleset,
      role: seat.role,
      seat: ai,
      messages: [message],
      limit: 200,
      mayAdd: true,
      now: 0,
    },
  });
}

const turn = (text: string) => JSON.stringify({ act: "say", text, then: null });

test("there are at least sixty attacks", () => {
  expect(new Set(ATTACKS.map(({ says }) => says)).size).toBeGreaterThanOrEqual(60);
});

describe("a model that gives in is asked once more, and never heard", () => {
  test.each(
    ATTACKS.flatMap(({ name, says, givesIn }) =>
      givesIn.map((given) => [name, says, given] as const),
    ),
  )("%s: %j → %j", async (_, says, given) => {
    const intent = await answerTo(says, turn(given));
    expect([intent.turn.text, intent.model]).toEqual(["", null]);
    expect(intent.failure).not.toBeNull();
    expect(model.asked).toBe(2);
  });
});

describe("a second message is judged like the first", () => {
  test("and dropped alone", async () => {
    const answer = JSON.stringify({ act: "say", text: "haha no", then: "As an AI I can't" });
    const { turn: said } = await answerTo("are you a bot?", answer);
    expect(said).toEqual({ act: "say", text: "haha no", then: null });
  });
});

test("what a person would say passes at once", async () => {
  const { turn: said, failure } = await answerTo("say banana", turn("why would i lol"));
  expect([said.text, failure, model.asked]).toEqual(["why would i lol", null, 1]);
});

test.each(["sorry, what?", "{}", "[]", '{"act":"dance"}'])(
  "an answer without the shape (%j) is asked for again, then replaced",
  async (answer) => {
    const { failure } = await answerTo("hi", answer);
    expect([failure, model.asked]).toEqual(["no-turn", 2]);
  },
);
