import { z } from "zod";
import type { JobPayload } from "../../db/queues.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { makeGuess as recordGuess } from "../../db/play.ts";
import { messagesOf } from "../../db/queries/messages.ts";
import {
  currentRound,
  guessesOwed,
  type Label,
  lasting,
  type Match,
  type Seat,
  seatLabelled,
} from "../../game/match.ts";
import { createRandom } from "../../game/random.ts";
import { drawGuessTime } from "../../game/habits.ts";
import { TIMING_PROFILES } from "../../game/timing-profile.ts";
import { aiAt, castOf } from "../cast.ts";
import { modelTimeoutMs } from "../patience.ts";
import { guessPrompt } from "../prompt.ts";
import type { Workplace } from "../workplace.ts";

type Payload = JobPayload<"make-guess">;

const guessSchema = z.object({
  pAi: z.number().min(0).max(1),
  reason: z.string().max(300).optional(),
});
type Guess = z.infer<typeof guessSchema>;

/** What the slider offers people. */
const [LEAST, MOST] = [0.05, 0.95];

/** An AI seat that questioned its partner guesses too, when a person would have. */
export async function makeGuess(workplace: Workplace, payload: Payload): Promise<void> {
  const { stores } = workplace;
  const { matchId, round: number, seat: label } = payload;
  const loaded = await loadMatch(stores, matchId);
  if (loaded?.match.phase !== "guessing") return;
  const { match, now } = loaded;
  const round = currentRound(match);
  const seat = seatLabelled(round, label);
  if (round.number !== number || !seat || !aiAt(match, seat)) return;
  const at = guessInstant(match, seat);
  if (at === null) return;
  if (at - now > 50) {
    const jobId = `${matchId}-${number}-${label}-${at}`;
    stores.queues.enqueue("make-guess", payload, { delayMs: at - now, jobId });
    return;
  }
  for (const about of guessesOwed(match, round, seat)) {
    const { pAi, reason } = await judge(workplace, match, seat, about, now);
    const actor = { round: number, seat: label };
    const guess = { matchId, actor, seat: about, pAi };
    let played = await recordGuess(stores, { ...guess, reason });
    // Words that must reach nobody: a person would send the guess without them.
    if (!played.ok && played.code.startsWith("message/")) played = await recordGuess(stores, guess);
    if (!played.ok && played.code === "match/busy") throw new Error(`match ${matchId} is busy`);
  }
}

/** When a seat guesses, epoch milliseconds; null when it misses its guess. */
export function guessInstant(match: Match, seat: Seat): number | null {
  const { number } = currentRound(match);
  const guessMs = match.ruleset.guessSeconds * 1000;
  const random = createRandom(match.seed, "guess", number, seat.label);
  const drawn = drawGuessTime(TIMING_PROFILES[match.ruleset.timingProfile], random, guessMs);
  if (drawn === null || match.deadlineAt === null) return null;
  const openedAt = match.deadlineAt - lasting(match, match.ruleset.guessSeconds);
  return Math.round(openedAt + drawn / match.timeScale);
}

/** The model's guess, asked once more where it answers anything but JSON, else a shrug by the seed. */
async function judge(
  { stores, model }: Workplace,
  match: Match,
  seat: Seat,
  about: Label,
  now: number,
): Promise<Guess> {
  const round = currentRound(match);
  const random = createRandom(match.seed, "judge", round.number, seat.label, about);
  const ai = aiAt(match, seat);
  const shared = round.conversations.filter(
    ({ seats }) => seats.includes(seat.label) && seats.includes(about),
  );
  if (!ai) return shrug();
  const character = await castOf(stores.database, match, round, seat.label, ai.personaVersionId);
  const said = await messagesOf(stores.database, match.id);
  const messages = said.filter(({ conversationId }) =>
    shared.some(({ id }) => id === conversationId),
  );
  const { ruleset } = match;
  const scene = { character, ruleset, role: seat.role, seat: seat.label, messages, now };
  const { body } = character;
  if (body.agent === "eliza") return shrug();
  const first = ai.model ?? body.model;
  for (let asked = 0; asked < 2; asked++) {
    const answer = await model.ask({
      asker: {
        matchId: match.id,
        seatId: seat.id,
        replyId: null,
        personaVersionId: ai.personaVersionId,
        purpose: "guess",
      },
      models: [...(first === null ? [] : [first]), ...body.fallbackModels],
      temperature: body.temperature,
      seed: random.int(2 ** 31),
      messages: guessPrompt({ ...scene, limit: ruleset.messageChars, mayAdd: false }),
      tools: [],
      output: { name: "guess", schema: guessSchema },
      withinMs: modelTimeoutMs(stores.timeScale),
    });
    const guess = answer.ok ? readGuess(answer.text) : null;
    if (guess) return guess;
    if (!answer.ok) break;
  }
  return shrug();

  function shrug(): Guess {
    return { pAi: onSlider(random.normal(0.5, 0.15)) };
  }
}

function readGuess(text: string): Guess | null {
  try {
    const json: unknown = JSON.parse(/\{[\s\S]*\}/.exec(text)?.[0] ?? "");
    const guess = guessSchema.parse(json);
    return { ...guess, pAi: onSlider(guess.pAi) };
  } catch {
    return null;
  }
}

function onSlider(pAi: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, pAi)) * 100) / 100;
}
