import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { asc, eq } from "drizzle-orm";
import { pino } from "pino";
import { loadMatch } from "../../db/match-rows.ts";
import { joinLobby } from "../../db/lobby.ts";
import { postMessage } from "../../db/play.ts";
import { liveMatchOf } from "../../db/queries/views.ts";
import { messages } from "../../db/schema/matches.ts";
import { replies } from "../../db/schema/replies.ts";
import type { Stores } from "../../db/stores.ts";
import { holdWaves } from "../../db/waves.ts";
import { drawLeaving, drawQuiet } from "../../game/habits.ts";
import { currentRound, type Match } from "../../game/match.ts";
import { createRandom } from "../../game/random.ts";
import type { Ruleset } from "../../game/ruleset.ts";
import { TIMING_PROFILES } from "../../game/timing-profile.ts";
import { randomOf } from "../../worker/draws.ts";
import { parseEnv } from "../../worker/env.ts";
import { languageModel } from "../../worker/model/language-model.ts";
import { readProviders } from "../../worker/model/provider.ts";
import { openTelemetry } from "../../worker/telemetry.ts";
import type { Workplace } from "../../worker/workplace.ts";
import { createPlayers, createRuleset } from "../factories.ts";

/** A workplace like a worker's own, on a model at an address. */
export function workplaceFor(stores: Stores, modelUrl: string): Workplace {
  const env = parseEnv({
    DATABASE_URL: "postgres://127.0.0.1:1/none",
    REDIS_URL: "redis://127.0.0.1:1",
    OPENAI_BASE_URL: modelUrl,
    OPENAI_API_KEY: "scripted",
  });
  return {
    stores,
    model: languageModel({
      providers: readProviders(env, {}),
      models: ["scripted"],
      hedgeAfterMs: 0,
    }),
    exporter: {
      dir: tmpdir(),
      make: () => Promise.reject(new Error("nothing is exported here")),
      stop: () => Promise.resolve(),
    },
    telemetry: openTelemetry(stores),
    log: pino({ level: "silent" }),
    stopping: new AbortController().signal,
  };
}

export interface DuelWithAi {
  match: Match;
  conversationId: string;
  playerId: string;
  /** The AI's letter. */
  ai: string;
  say: (text: string) => Promise<number>;
}

/** A match of one human and one AI, which answers as nearly all do. */
export async function duelWithAi(
  stores: Stores,
  changes: Partial<Ruleset> = {},
  base = "quick-duel",
): Promise<DuelWithAi> {
  for (;;) {
    const duel = await openDuel(stores, changes, base);
    if (answers(duel)) return duel;
  }
}

/** Some witnesses let a message pass or leave, as people do: by the seed of their match. */
function answers({ match, conversationId, ai }: DuelWithAi): boolean {
  const profile = TIMING_PROFILES[match.ruleset.timingProfile];
  const chatMs = match.ruleset.chatSeconds * 1000;
  const stays = drawLeaving(profile, createRandom(match.seed, "leaving", 1, ai), chatMs) === null;
  const firstEvents = Array.from({ length: 8 }, (_, index) => index + 1);
  return (
    stays &&
    firstEvents.every((afterSeq) => {
      const random = randomOf("quiet", match.seed, { conversationId, label: ai, afterSeq });
      return !drawQuiet(profile, random);
    })
  );
}

async function openDuel(
  stores: Stores,
  changes: Partial<Ruleset>,
  base: string,
): Promise<DuelWithAi> {
  const ruleset = await createRuleset(stores, base, { aiShare: 1, waveSeconds: 1, ...changes });
  const [player] = await createPlayers(stores, 1);
  if (!player) throw new Error("a player expected");
  await joinLobby(stores, { playerId: player.id, ruleset: ruleset.slug });
  const match = await eventually(() => seated(stores, player.id), { what: "a seat" });
  const round = currentRound(match);
  const [conversation] = round.conversations;
  const ai = round.seats.find(({ occupant }) => match.participants[occupant]?.kind === "ai");
  if (!conversation || !ai) throw new Error("a conversation with an AI expected");
  let said = 0;
  const say = async (text: string) => {
    said += 1;
    const played = await postMessage(stores, {
      matchId: match.id,
      actor: { playerId: player.id },
      conversationId: conversation.id,
      text,
      clientId: `${said}`,
    });
    if (!played.ok) throw new Error(played.code);
    return played.message.seq;
  };
  return { match, conversationId: conversation.id, playerId: player.id, ai: ai.label, say };
}

/** Holds a wave, unless a worker does. */
async function seated(stores: Stores, playerId: string): Promise<Match | null> {
  await holdWaves(stores, Date.now());
  const matchId = await liveMatchOf(stores, playerId);
  return matchId === null ? null : ((await loadMatch(stores, matchId))?.match ?? null);
}

export function messagesIn({ database }: Stores, { match }: DuelWithAi) {
  return database.orm
    .select()
    .from(messages)
    .where(eq(messages.matchId, match.id))
    .orderBy(asc(messages.seq));
}

export function repliesIn({ database }: Stores, { match }: DuelWithAi) {
  return database.orm
    .select()
    .from(replies)
    .where(eq(replies.matchId, match.id))
    .orderBy(asc(replies.afterSeq));
}

export async function phaseOf(stores: Stores, { match }: DuelWithAi) {
  return (await loadMatch(stores, match.id))?.match.phase;
}

/** Waits for what other processes do. */
export async function eventually<T>(
  look: () => Promise<T | null | undefined | false>,
  { within = 60_000, what = "it" } = {},
): Promise<T> {
  const giveUpAt = performance.now() + within;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > giveUpAt) throw new Error(`${what} did not happen in ${within} ms`);
    await delay(25);
  }
}
