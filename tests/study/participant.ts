import type { MatchView } from "../../app/api/schemas.ts";
import { createRandom, type Random } from "../../game/random.ts";
import { isAnswered, Player } from "../players.ts";
import { Enrolled, type Ended } from "./enrolled.ts";
import { drawGuess, type Truth } from "./truth.ts";
import type { Words } from "./words.ts";

export interface Part {
  url: string;
  /** Of the participants' link. */
  code: string;
  seed: string;
  truth: Truth;
  words: Words;
}

/** What a participant believed of a partner, and what that partner was. */
export interface Guessed {
  matchId: string;
  isAi: boolean;
  pAi: number;
}

export interface TakenPart extends Ended {
  guesses: Guessed[];
}

/** One simulated participant from consent to code: reads nothing but what any participant is told. */
export async function takePart(part: Part, number: number): Promise<TakenPart> {
  const player = await Player.join(part.url);
  const guesses: Guessed[] = [];
  try {
    const enrolled = new Enrolled(player.client, part.code);
    await enrolled.begin(`sim-${part.seed.slice(0, 8)}-${number}`);
    for (let game = 0; ; game++) {
      const next = await enrolled.next();
      if (next.kind === "ended") return { ...next.ended, guesses };
      const random = createRandom(part.seed, "participant", number, game);
      const guessed = await play(player.again(), next.matchId, { ...part, random });
      if (guessed) guesses.push(guessed);
    }
  } finally {
    player.close();
  }
}

/** Says something, waits to be answered or until the chat is over, and guesses. */
async function play(
  player: Player,
  matchId: string,
  { words, truth, random }: Part & { random: Random },
): Promise<Guessed | null> {
  player.matchId = matchId;
  const followed = player.follow();
  await player.until(() => true);
  await player.say(words.write(random));
  const seen = await player.until((view) => isAnswered(view) || view.phase !== "chatting");
  const isAi = !theirLines(seen).some((line) => words.areOfPerson(line));
  const pAi = drawGuess(random, truth, isAi);
  const { outcome } = await player.guess(pAi);
  await followed;
  return outcome === "confirmed" ? { matchId, isAi, pAi } : null;
}

function theirLines({ conversations, you }: MatchView): string[] {
  const messages = conversations.flatMap((conversation) => conversation.messages);
  return messages.filter(({ seat }) => seat !== you.seat).map(({ body }) => body);
}
