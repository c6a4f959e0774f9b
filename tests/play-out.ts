import { setTimeout as delay } from "node:timers/promises";
import type { MatchView } from "../app/api/schemas.ts";
import type { Player } from "./players.ts";

export interface Script {
  lines: readonly string[];
  pAi: number;
  /** Between two messages, and before an answer. */
  paceMs: number;
  /** Guesses after so many lines of its own where the ruleset allows it; else when asked to. */
  guessAfter?: number;
}

/** Plays a match to its reveal: writes whenever it may, guesses whenever it is asked. */
export async function playOut(player: Player, script: Script): Promise<MatchView> {
  let said = 0;
  let guessed = false;
  while (!player.sight.over) {
    const { view } = player;
    const open = view.phase === "chatting" ? view.conversations.filter(isOpen) : [];
    const line = guessed ? undefined : script.lines[said];
    if (!guessed && mayGuess(view)) {
      guessed = true;
      await player.guess(script.pAi);
    } else if (line !== undefined && open.length > 0) {
      await delay(script.paceMs);
      for (const { id } of open) await player.say(line, id);
      said += 1;
    } else await player.news();
  }
  return player.view;

  function mayGuess({ phase, ruleset }: MatchView): boolean {
    if (player.suspects().length === 0) return false;
    const decided = ruleset.earlyGuess && said >= (script.guessAfter ?? Infinity);
    return phase === "guessing" || (phase === "chatting" && decided);
  }

  function isOpen({ round, yourTurn }: MatchView["conversations"][number]): boolean {
    return yourTurn && round === player.view.round;
  }
}
