import type { MatchView } from "../api/schemas.ts";

/**
 * The silence of the other side, in real ms, after which a guess is allowed: read off a view, as
 * the server may run the rules faster than they are written. Null where the view does not tell.
 */
export function silenceIn(view: MatchView): number | null {
  const { canGuessAt, deadlineAt, phase, ruleset } = view;
  if (phase !== "chatting" || canGuessAt === null || deadlineAt === null) return null;
  const heard = lastHeard(view);
  if (heard !== null) return Date.parse(canGuessAt) - heard;
  const untilEnd = Date.parse(deadlineAt) - Date.parse(canGuessAt);
  return (untilEnd * ruleset.silenceSeconds) / (ruleset.chatSeconds - ruleset.silenceSeconds);
}

/** When the other side was last heard in the current round; null before its first message. */
function lastHeard({ conversations, round, you }: MatchView): number | null {
  const times = conversations
    .filter((conversation) => conversation.round === round)
    .flatMap(({ messages }) => messages.filter(({ seat }) => seat !== you.seat))
    .map(({ at }) => Date.parse(at));
  return times.length === 0 ? null : Math.max(...times);
}

/** The view after the other side was heard: its silence begins anew. */
export function silenceBroken(view: MatchView, silence: number | null): MatchView {
  const heard = lastHeard(view);
  const waits = view.phase === "chatting" && !view.ruleset.earlyGuess;
  if (!waits || heard === null || !(view.canGuess || view.canGuessAt)) return view;
  const from = heard + (silence ?? view.ruleset.silenceSeconds * 1000);
  return { ...view, canGuess: false, canGuessAt: new Date(from).toISOString() };
}
