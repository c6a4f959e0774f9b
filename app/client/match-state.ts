import type { MatchView, MessageView } from "../api/schemas.ts";
import { silenceIn } from "./silence.ts";

/** Why something sent did not arrive; codes are the API's, or `network/…` of our own. */
export interface Failure {
  code: string;
  message: string;
}

/** A message of one's own that the stream has not shown yet. */
export interface OutboxItem {
  clientId: string;
  conversationId: string;
  body: string;
  pasted: boolean;
  /** Known once the server has taken it; from then on only its place in the order is open. */
  messageId: string | null;
  failure: Failure | null;
}

export interface Draft {
  text: string;
  pasted: boolean;
}

/** The guess in the making. */
export interface Belief {
  /** Probability of AI by seat; a seat that nobody has thought about yet is missing. */
  pAi: Readonly<Record<string, number>>;
  reason: string;
  confidence: number | null;
  tells: readonly string[];
}

export type Connection = "connecting" | "live" | "lost" | "ended";

export interface MatchState {
  view: MatchView;
  outbox: readonly OutboxItem[];
  drafts: Readonly<Record<string, Draft>>;
  /** Per conversation: the seats whose dots are on. */
  typing: Readonly<Record<string, readonly string[]>>;
  unread: Readonly<Record<string, number>>;
  /** The conversations on screen. */
  looking: readonly string[];
  belief: Belief;
  /** The server's clock minus this device's, in ms. */
  clockOffset: number;
  /** The other side's silence that allows a guess, in real ms; null until a view tells. */
  silence: number | null;
  connection: Connection;
  /** Id of the last numbered frame; ids count without gaps. */
  lastFrame: number | null;
  /** The frame that brought each message; those out of a view have none. */
  broughtBy: Readonly<Record<string, number>>;
  /** Frames applied so far, and when each conversation's turn last changed, counted in them. */
  frames: number;
  turnedAt: Readonly<Record<string, number>>;
  /** A frame is known to be missing: ask for the view. */
  missing: boolean;
}

export const NO_BELIEF: Belief = { pAi: {}, reason: "", confidence: null, tells: [] };
export const NO_DRAFT: Draft = { text: "", pasted: false };

/** What the server rendered, before anything happened here. */
export function startingState(view: MatchView): MatchState {
  return {
    view,
    outbox: [],
    drafts: {},
    typing: {},
    unread: {},
    looking: view.conversations.map(({ id }) => id),
    belief: NO_BELIEF,
    clockOffset: 0,
    silence: silenceIn(view),
    connection: isSettled(view) ? "ended" : "connecting",
    lastFrame: null,
    broughtBy: {},
    frames: 0,
    turnedAt: {},
    missing: false,
  };
}

export function isOver(phase: MatchView["phase"]): boolean {
  return phase === "revealed" || phase === "voided";
}

/** Nothing more will come: the last frame of a revealed match brings the reveal. */
export function isSettled({ phase, reveal, held }: MatchView): boolean {
  return phase === "voided" || reveal !== null || held === true;
}

/** A line of a conversation as it is shown. */
export interface Line {
  /** The same before and after the server took it, so that a line keeps its element. */
  key: string;
  messageId: string | null;
  seat: string;
  body: string;
  mine: boolean;
  state: "sending" | "sent" | "failed";
  failure: Failure | null;
  clientId: string | null;
}

/** Every message of a conversation once, in the server's order, one's own on their way at the end. */
export function linesOf(state: MatchState, conversationId: string): Line[] {
  const { view, outbox } = state;
  const conversation = view.conversations.find(({ id }) => id === conversationId);
  const arrived = (conversation?.messages ?? []).map((message): Line => ({
    key: message.clientId ?? message.id,
    messageId: message.id,
    seat: message.seat,
    body: message.body,
    mine: isMine(message, view, conversation?.round),
    state: "sent",
    failure: null,
    clientId: message.clientId ?? null,
  }));
  const underway = outbox
    .filter((item) => item.conversationId === conversationId)
    .map((item): Line => ({
      key: item.clientId,
      messageId: item.messageId,
      seat: view.you.seat,
      body: item.body,
      mine: true,
      state: item.failure ? "failed" : item.messageId ? "sent" : "sending",
      failure: item.failure,
      clientId: item.clientId,
    }));
  return [...arrived, ...underway];
}

/** Letters are dealt afresh each round, so one's own letter tells only in the current one. */
export function isMine(message: MessageView, view: MatchView, round: number | undefined): boolean {
  return message.clientId !== undefined || (round === view.round && message.seat === view.you.seat);
}
