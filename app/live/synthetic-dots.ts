import { drawSyntheticDots } from "../../game/dots.ts";
import { currentRound, type Match } from "../../game/match.ts";
import { createRandom } from "../../game/random.ts";
import { type Dots, TypingGate } from "./typing-gate.ts";

/** Dots on the grid on which real ones appear. */
interface DueDots extends Dots {
  at: number;
}

/**
 * All dots of a round's chat, in order of time: drawn by the match's seed for every seat, whoever
 * sits there and whatever it types, so that every process shows the same.
 */
export function dotsOfRound(match: Match, stepMs: number): DueDots[] {
  const { ruleset, seed, timeScale } = match;
  const { conversations, openedAt } = currentRound(match);
  return conversations
    .flatMap(({ id: conversationId, seats }) =>
      seats.flatMap((seat) => {
        const random = createRandom(seed, "synthetic-dots", conversationId, seat);
        const changes = drawSyntheticDots(ruleset.chatSeconds * 1000, random);
        return changes.map(({ on, atMs }) => {
          const at = TypingGate.nextStep(openedAt + atMs / timeScale, stepMs);
          return { conversationId, seat, on, at };
        });
      }),
    )
    .toSorted((a, b) => a.at - b.at);
}

/** Shows a round's dots when they are due. @returns how to stop. */
export function showSyntheticDots(
  due: readonly DueDots[],
  show: (dots: Dots[]) => void,
  now: () => number = Date.now,
): () => void {
  let coming = due.filter(({ at }) => at > now());
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    const [next] = coming;
    if (!next) return;
    timer = setTimeout(() => {
      const shown = coming.filter(({ at }) => at <= next.at);
      coming = coming.slice(shown.length);
      show(shown.map(({ conversationId, seat, on }) => ({ conversationId, seat, on })));
      arm();
    }, next.at - now()).unref();
  };
  arm();
  return () => clearTimeout(timer);
}
