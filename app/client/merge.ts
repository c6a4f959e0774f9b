import type { MatchView, MessageView } from "../api/schemas.ts";
import type { MatchState } from "./match-state.ts";

type Conversation = MatchView["conversations"][number];

const PHASES: Record<MatchView["phase"], number> = {
  chatting: 0,
  guessing: 1,
  revealed: 2,
  voided: 2,
};

/** How far a match is; a phase or view that is less far is old news. */
export function progress({ round, phase }: { round: number; phase: MatchView["phase"] }): number {
  return PHASES[phase] === 2 ? Infinity : round * 2 + PHASES[phase];
}

/**
 * Messages of a view and those already known, each once. A view lists a conversation from its
 * beginning, so whatever it lacks came later.
 */
function mergeMessages(listed: MessageView[], known: MessageView[]): MessageView[] {
  const ids = new Set(listed.map(({ id }) => id));
  const later = known.filter(({ id }) => !ids.has(id));
  return later.length === 0 ? listed : [...listed, ...later];
}

/** Puts a framed message into its place: before those that later frames have brought. */
export function insertMessage(
  messages: MessageView[],
  message: MessageView,
  frame: number | null,
  broughtBy: MatchState["broughtBy"],
): MessageView[] {
  if (messages.some(({ id }) => id === message.id)) return messages;
  const place = messages.findIndex(({ id }) => frame !== null && (broughtBy[id] ?? -1) > frame);
  return place === -1 ? [...messages, message] : messages.toSpliced(place, 0, message);
}

/**
 * The newer of two views leads; of the older one only messages count. `keepTurn` names the
 * conversations whose turn a frame has told since the view was asked for.
 */
export function mergeViews(
  known: MatchView,
  incoming: MatchView,
  keepTurn: (conversationId: string) => boolean,
): MatchView {
  const further = progress(incoming) - progress(known) || 0;
  const older = further < 0 || (further === 0 && Date.parse(incoming.now) < Date.parse(known.now));
  const [lead, other] = older ? [known, incoming] : [incoming, known];
  return {
    ...lead,
    guesses: lead.guesses.length >= other.guesses.length ? lead.guesses : other.guesses,
    reveal: lead.reveal ?? other.reveal,
    conversations: lead.conversations.map((conversation) => {
      const ours = known.conversations.find(({ id }) => id === conversation.id);
      const theirs = incoming.conversations.find(({ id }) => id === conversation.id);
      if (!ours || !theirs) return conversation;
      const turn: Conversation =
        older || (further === 0 && keepTurn(conversation.id)) ? ours : theirs;
      return {
        ...conversation,
        yourTurn: turn.yourTurn,
        turnDeadlineAt: turn.turnDeadlineAt,
        messages: mergeMessages(theirs.messages, ours.messages),
      };
    }),
  };
}
