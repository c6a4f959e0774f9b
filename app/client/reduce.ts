import type { MatchView } from "../api/schemas.ts";
import type { Frame } from "./frames.ts";
import {
  type Belief,
  type Connection,
  type Draft,
  type Failure,
  isMine,
  isOver,
  type MatchState,
  type OutboxItem,
} from "./match-state.ts";
import { insertMessage, mergeViews, progress } from "./merge.ts";
import { silenceBroken, silenceIn } from "./silence.ts";

/** What a tab keeps over a reload. */
export interface Saved {
  outbox: readonly Pick<OutboxItem, "clientId" | "conversationId" | "body" | "pasted">[];
  drafts: Readonly<Record<string, Draft>>;
  belief: Belief;
}

export type MatchEvent =
  /** `at`: this device's clock at receipt. */
  | { type: "frame"; frame: Frame; id: number | null; at: number }
  /** A view that was asked for: `frames` as they were then, `roundTrip` in ms. */
  | { type: "view"; view: MatchView; at: number; frames: number; roundTrip: number }
  | { type: "send"; clientId: string; conversationId: string; body: string; pasted: boolean }
  | { type: "sent"; clientId: string; messageId: string }
  | { type: "failed"; clientId: string; failure: Failure }
  | { type: "retry"; clientId: string }
  | { type: "discard"; clientId: string }
  | { type: "draft"; conversationId: string; draft: Draft }
  | { type: "believe"; belief: Partial<Belief> }
  | { type: "toggle-tell"; messageId: string }
  | { type: "guessed"; guess: MatchView["guesses"][number] }
  | { type: "connection"; connection: Connection }
  | { type: "look"; conversationIds: readonly string[] }
  | { type: "restore"; saved: Saved };

/** The match after an event; pure, and the same object where nothing changed. */
export function reduce(state: MatchState, event: MatchEvent): MatchState {
  switch (event.type) {
    case "frame":
      return applyFrame(countFrame(state, event), event);
    case "view":
      return withView(state, event.view, {
        keepTurn: (id) => (state.turnedAt[id] ?? -1) > event.frames,
        clockOffset: Date.parse(event.view.now) + event.roundTrip / 2 - event.at,
        missing: state.missing && state.frames > event.frames,
      });
    case "send": {
      const { clientId, conversationId, body, pasted } = event;
      const item = { clientId, conversationId, body, pasted, messageId: null, failure: null };
      const others = state.outbox.filter((known) => known.clientId !== clientId);
      const drafts = without(state.drafts, conversationId);
      return { ...state, drafts, outbox: unshown(state.view, [...others, item]) };
    }
    case "sent":
      return settle(state, event.clientId, { messageId: event.messageId, failure: null });
    case "failed":
      return settle(state, event.clientId, { failure: event.failure });
    case "retry":
      return settle(state, event.clientId, { failure: null });
    case "discard":
      return { ...state, outbox: state.outbox.filter((item) => item.clientId !== event.clientId) };
    case "draft":
      return { ...state, drafts: { ...state.drafts, [event.conversationId]: event.draft } };
    case "believe":
      return { ...state, belief: { ...state.belief, ...event.belief } };
    case "toggle-tell":
      return {
        ...state,
        belief: { ...state.belief, tells: toggled(state.belief.tells, event.messageId) },
      };
    case "guessed":
      return { ...state, view: withGuess(state.view, event.guess) };
    case "connection":
      // What was typed while the line was down is not replayed, so no dots are known to be on.
      return { ...state, connection: event.connection, typing: {} };
    case "look":
      return {
        ...state,
        looking: event.conversationIds,
        unread: allWithout(state.unread, event.conversationIds),
      };
    case "restore":
      return restored(state, event.saved);
  }
}

function countFrame(state: MatchState, { id }: { id: number | null }): MatchState {
  if (id === null) return state;
  const { lastFrame } = state;
  const skipped = lastFrame !== null && id > lastFrame + 1;
  return {
    ...state,
    lastFrame: lastFrame === null ? id : Math.max(lastFrame, id),
    frames: state.frames + 1,
    missing: state.missing || skipped,
  };
}

function applyFrame(
  state: MatchState,
  { frame, id, at }: Extract<MatchEvent, { type: "frame" }>,
): MatchState {
  switch (frame.event) {
    case "view": {
      // A frame's clock is late by its unknown way, never early: the greatest offset is the best.
      const offset = Date.parse(frame.data.now) - at;
      return withView({ ...state, typing: {}, lastFrame: id ?? state.lastFrame }, frame.data, {
        keepTurn: () => false,
        clockOffset: state.clockOffset === 0 ? offset : Math.max(offset, state.clockOffset),
        missing: false,
      });
    }
    case "message":
      return withMessage(state, frame.data, id);
    case "turn":
      return withTurn(state, frame.data);
    case "typing":
      return withDots(state, frame.data.conversationId, frame.data.seat, frame.data.on);
    case "phase":
      if (progress(frame.data) < progress(state.view)) return state;
      return { ...state, typing: {}, view: inPhase(state.view, frame.data) };
    case "reveal":
      return {
        ...state,
        typing: {},
        view: {
          ...state.view,
          phase: isOver(state.view.phase) ? state.view.phase : "revealed",
          deadlineAt: null,
          reveal: frame.data.reveal,
        },
      };
  }
}

function withView(
  state: MatchState,
  incoming: MatchView,
  {
    keepTurn,
    ...told
  }: { keepTurn: (id: string) => boolean } & Pick<MatchState, "clockOffset" | "missing">,
): MatchState {
  const view = mergeViews(state.view, incoming, keepTurn);
  const unread = view.conversations.reduce((counts, conversation) => {
    const known = state.view.conversations.find(({ id }) => id === conversation.id)?.messages ?? [];
    const fresh = conversation.messages.filter(
      (message) =>
        !isMine(message, view, conversation.round) && !known.some(({ id }) => id === message.id),
    );
    return addUnread(counts, conversation.id, fresh.length, state.looking);
  }, state.unread);
  const silence = silenceIn(incoming) ?? state.silence;
  return { ...state, ...told, silence, view, unread, outbox: unshown(view, state.outbox) };
}

function withMessage(
  state: MatchState,
  { conversationId, message }: Extract<Frame, { event: "message" }>["data"],
  frame: number | null,
): MatchState {
  const conversation = state.view.conversations.find(({ id }) => id === conversationId);
  if (!conversation) return { ...state, missing: true };
  const messages = insertMessage(conversation.messages, message, frame, state.broughtBy);
  if (messages === conversation.messages) return state;
  const told = inConversation(state.view, conversationId, { messages });
  const theirs = isMine(message, told, conversation.round) ? 0 : 1;
  const view = theirs ? silenceBroken(told, state.silence) : told;
  return withDots(
    {
      ...state,
      view,
      outbox: unshown(view, state.outbox),
      unread: addUnread(state.unread, conversationId, theirs, state.looking),
      broughtBy: frame === null ? state.broughtBy : { ...state.broughtBy, [message.id]: frame },
    },
    conversationId,
    message.seat,
    false,
  );
}

function withTurn(
  state: MatchState,
  { conversationId, seat, deadlineAt }: Extract<Frame, { event: "turn" }>["data"],
): MatchState {
  const yourTurn =
    seat === null ? state.view.ruleset.turnTaking === "free" : seat === state.view.you.seat;
  return {
    ...state,
    view: inConversation(state.view, conversationId, { yourTurn, turnDeadlineAt: deadlineAt }),
    turnedAt: { ...state.turnedAt, [conversationId]: state.frames },
  };
}

function withDots(
  state: MatchState,
  conversationId: string,
  seat: string,
  on: boolean,
): MatchState {
  const known = state.typing[conversationId] ?? [];
  if (known.includes(seat) === on) return state;
  return { ...state, typing: { ...state.typing, [conversationId]: toggled(known, seat) } };
}

/** Nobody writes once the chat is over, so every turn ends with it. */
function inPhase(view: MatchView, data: Extract<Frame, { event: "phase" }>["data"]): MatchView {
  const { phase, round, deadlineAt } = data;
  if (phase === "chatting") return { ...view, phase, round, deadlineAt };
  const conversations = view.conversations.map((conversation) => ({
    ...conversation,
    yourTurn: false,
    turnDeadlineAt: null,
  }));
  const owes = view.you.role !== "witness" && !view.you.left && !hasGuessed(view);
  const canGuess = phase === "guessing" && owes;
  return { ...view, phase, round, deadlineAt, conversations, canGuess, canGuessAt: null };
}

function hasGuessed(view: MatchView): boolean {
  return view.guesses.some(({ round }) => round === view.round);
}

function withGuess(view: MatchView, guess: MatchView["guesses"][number]): MatchView {
  if (view.guesses.some(({ seat, round }) => seat === guess.seat && round === guess.round))
    return view;
  return { ...view, guesses: [...view.guesses, guess], canGuess: false, canGuessAt: null };
}

function inConversation(
  view: MatchView,
  conversationId: string,
  change: Partial<MatchView["conversations"][number]>,
): MatchView {
  const conversations = view.conversations.map((conversation) =>
    conversation.id === conversationId ? { ...conversation, ...change } : conversation,
  );
  return { ...view, conversations };
}

/** What the server has not shown: an item is known by its client id, and by its message's id. */
function unshown(view: MatchView, outbox: readonly OutboxItem[]): readonly OutboxItem[] {
  if (outbox.length === 0) return outbox;
  const shown = new Set(
    view.conversations.flatMap(({ messages }) =>
      messages.flatMap(({ id, clientId }) => [id, clientId]),
    ),
  );
  return outbox.filter(
    ({ clientId, messageId }) =>
      !shown.has(clientId) && !(messageId !== null && shown.has(messageId)),
  );
}

function settle(state: MatchState, clientId: string, change: Partial<OutboxItem>): MatchState {
  const outbox = state.outbox.map((item) =>
    item.clientId === clientId && item.messageId === null ? { ...item, ...change } : item,
  );
  return { ...state, outbox: unshown(state.view, outbox) };
}

function restored(state: MatchState, { outbox, drafts, belief }: Saved): MatchState {
  const known = new Set(state.outbox.map(({ clientId }) => clientId));
  const items = outbox
    .filter(({ clientId }) => !known.has(clientId))
    .map((item) => ({ ...item, messageId: null, failure: null }));
  return {
    ...state,
    drafts: { ...drafts, ...state.drafts },
    belief,
    outbox: unshown(state.view, [...items, ...state.outbox]),
  };
}

function addUnread(
  counts: MatchState["unread"],
  id: string,
  more: number,
  looking: readonly string[],
): MatchState["unread"] {
  return more === 0 || looking.includes(id)
    ? counts
    : { ...counts, [id]: (counts[id] ?? 0) + more };
}

function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((known) => known !== item) : [...list, item];
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return allWithout(record, [key]);
}

function allWithout<T>(
  record: Readonly<Record<string, T>>,
  keys: readonly string[],
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
