import type { MatchView } from "../api/schemas.ts";
import {
  type Answer,
  type Guess,
  type MatchApi,
  persist,
  type Refusal,
  type Survey,
} from "./api.ts";
import { overdueAt, waitForNews } from "./clock.ts";
import { type Draft, isSettled, type MatchState, startingState } from "./match-state.ts";
import { type MatchEvent, reduce } from "./reduce.ts";
import { recall, save, type Store } from "./saved.ts";
import { type Note, type SharedStream, shareStream } from "./shared-stream.ts";
import { openStream, type Source, type Stream } from "./stream.ts";
import { typingSignal, type TypingSignal } from "./typing.ts";

/** What the client needs of the browser, so that tests can hand in their own. */
export interface Surroundings {
  api: MatchApi;
  store: Store;
  locks: LockManager | undefined;
  channel: (name: string) => BroadcastChannel | undefined;
  openSource?: (url: string) => Source;
  newId: () => string;
  now: () => number;
}

/** A taken message shows on the stream well within this; else the line is open but dead. */
const ECHO_BY = 4000;

/** One match on one page: keeps the state true to the server, and says what the player does. */
export class MatchClient {
  #state: MatchState;
  #around: Surroundings;
  #listeners = new Set<() => void>();
  #shared: SharedStream | null = null;
  #stream: Stream | null = null;
  #typing = new Map<string, TypingSignal>();
  #overdue: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #refreshing: Promise<Answer<MatchView>> | null = null;

  constructor(view: MatchView, around: Surroundings) {
    this.#state = startingState(view);
    this.#around = around;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): MatchState => this.#state;

  /** Brings back what this tab kept of the match over a reload. */
  restore(): void {
    const saved = recall(this.#around.store, this.#state.view.id);
    if (saved) this.dispatch({ type: "restore", saved });
  }

  /** Goes live, with what a reload interrupted. Returns how to stop. */
  start(): () => void {
    this.restore();
    const { view } = this.#state;
    this.dispatch({ type: "view", view, at: this.#around.now(), frames: 0, roundTrip: 0 });
    for (const { clientId } of this.#state.outbox) void this.#deliver(clientId);
    this.resume();
    return () => this.pause();
  }

  /** Joins the stream; after a pause the view comes first. */
  resume(): void {
    if (this.#shared || isSettled(this.#state.view)) return;
    this.#shared = shareStream({
      name: `match-stream:${this.#state.view.id}`,
      locks: this.#around.locks,
      channel: this.#around.channel(`match-stream:${this.#state.view.id}`),
      connection: () => this.#state.connection,
      lead: () => this.#lead(),
      follow: () => {
        void this.refresh();
        this.#shared?.checkLeader();
      },
      onNote: (note) => this.#hear(note),
    });
    this.#watchClock();
  }

  pause(): void {
    for (const signal of this.#typing.values()) signal.stop();
    clearTimeout(this.#overdue);
    this.#shared?.leave();
    this.#shared = null;
  }

  /** The page was woken or shown: the view tells what was missed, if anything. */
  async wake(): Promise<void> {
    if (isSettled(this.#state.view)) return;
    this.resume();
    this.#shared?.checkLeader();
    const known = newsIn(this.#state.view);
    await this.refresh();
    if (newsIn(this.#state.view) !== known) this.doubtLine();
  }

  /** The line may be open but dead: whoever leads opens a fresh one. */
  doubtLine(): void {
    if (this.#stream) this.#stream.restart();
    else this.#shared?.tell({ kind: "doubt" });
  }

  /** Asks for the view; several askers at a time share one answer. */
  refresh(): Promise<Answer<MatchView>> {
    this.#refreshing ??= this.#fetchView().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  dispatch(event: MatchEvent): void {
    const before = this.#state;
    const after = reduce(before, event);
    if (after === before) return;
    this.#state = after;
    this.#keep(before, after);
    if (isSettled(after.view)) this.#end();
    else if (before.view !== after.view) {
      if (overdueAt(before.view) !== overdueAt(after.view)) this.#asked = 0;
      this.#watchClock();
    }
    if (after.missing && !before.missing) void this.refresh();
    for (const listener of this.#listeners) listener();
  }

  write(conversationId: string, draft: Draft): void {
    this.dispatch({ type: "draft", conversationId, draft });
    const signal = this.#signalOf(conversationId);
    if (draft.text === "") signal.stop();
    else signal.keystroke();
  }

  send(conversationId: string, body: string): void {
    const pasted = this.#state.drafts[conversationId]?.pasted ?? false;
    const clientId = this.#around.newId();
    this.dispatch({ type: "send", clientId, conversationId, body, pasted });
    const signal = this.#signalOf(conversationId);
    if (this.#state.view.ruleset.slotSeconds === undefined) signal.sent();
    else signal.stop();
    void this.#deliver(clientId);
  }

  retry(clientId: string): void {
    this.dispatch({ type: "retry", clientId });
    void this.#deliver(clientId);
  }

  async guess(guess: Guess): Promise<Refusal | null> {
    const answer = await persist(() => this.#around.api.guess(guess));
    if (!answer.ok) {
      void this.refresh();
      return answer.refusal;
    }
    const made = { seat: guess.seat, round: this.#state.view.round, pAi: guess.pAi };
    this.dispatch({ type: "guessed", guess: made });
    this.#shared?.tell({ kind: "guessed", guess: made });
    return null;
  }

  async leave(): Promise<Refusal | null> {
    const answer = await persist(() => this.#around.api.leave());
    this.#shared?.tell({ kind: "changed" });
    await this.refresh();
    return answer.ok ? null : answer.refusal;
  }

  async answerSurvey(survey: Survey): Promise<Refusal | null> {
    const answer = await persist(() => this.#around.api.survey(survey));
    return answer.ok ? null : answer.refusal;
  }

  #lead(): () => void {
    const stream = openStream({
      url: this.#around.api.eventsUrl,
      open: this.#around.openSource,
      worthReopening: async () => {
        const answer = await this.refresh();
        return answer.ok
          ? !isSettled(answer.body)
          : answer.refusal.status === 0 || answer.refusal.status >= 429;
      },
      onFrame: (streamed) => {
        this.#shared?.tell({ kind: "frame", streamed });
        this.dispatch({ type: "frame", ...streamed, at: this.#around.now() });
      },
      onConnection: (connection) => {
        this.#shared?.tell({ kind: "connection", connection });
        this.dispatch({ type: "connection", connection });
      },
    });
    this.#stream = stream;
    return () => {
      this.#stream = null;
      stream.close();
    };
  }

  #hear(note: Note): void {
    switch (note.kind) {
      case "frame":
        this.dispatch({ type: "frame", ...note.streamed, at: this.#around.now() });
        return;
      case "connection":
      case "leader-here":
        this.dispatch({ type: "connection", connection: note.connection });
        return;
      case "guessed":
        this.dispatch({ type: "guessed", guess: note.guess });
        return;
      case "changed":
        void this.refresh();
        return;
      case "doubt":
        this.#stream?.restart();
        return;
      case "ask-leader":
        return;
    }
  }

  async #fetchView(): Promise<Answer<MatchView>> {
    const { api, now } = this.#around;
    const { frames } = this.#state;
    const asked = now();
    const answer = await api.view();
    if (answer.ok) {
      const at = now();
      this.dispatch({ type: "view", view: answer.body, at, frames, roundTrip: at - asked });
    }
    return answer;
  }

  async #deliver(clientId: string): Promise<void> {
    const item = this.#state.outbox.find((candidate) => candidate.clientId === clientId);
    if (!item) return;
    const { conversationId, body, pasted } = item;
    const { slotSeconds } = this.#state.view.ruleset;
    const answer = await persist(() =>
      this.#around.api.send({ conversationId, body, clientId, pasted }, slotSeconds),
    );
    if (!answer.ok) {
      void this.#around.api.typing(conversationId, false);
      const { code, message } = answer.refusal;
      this.dispatch({ type: "failed", clientId, failure: { code, message } });
      if (answer.refusal.status === 409) void this.refresh();
      return;
    }
    this.dispatch({ type: "sent", clientId, messageId: answer.body.id });
    setTimeout(() => {
      if (this.#state.outbox.some((candidate) => candidate.clientId === clientId)) this.doubtLine();
    }, ECHO_BY);
  }

  #signalOf(conversationId: string): TypingSignal {
    const known = this.#typing.get(conversationId);
    if (known) return known;
    const signal = typingSignal((on) => {
      if (this.#state.view.phase === "chatting") void this.#around.api.typing(conversationId, on);
    }, this.#around.now);
    this.#typing.set(conversationId, signal);
    return signal;
  }

  #watchClock(): void {
    clearTimeout(this.#overdue);
    const overdue = overdueAt(this.#state.view);
    if (overdue === null || !this.#shared) return;
    const serverNow = this.#around.now() + this.#state.clockOffset;
    this.#overdue = setTimeout(
      () => {
        this.#asked += 1;
        void this.wake().then(() => this.#watchClock());
      },
      waitForNews(overdue, serverNow, this.#asked),
    );
  }

  #keep(before: MatchState, after: MatchState): void {
    const same =
      before.outbox === after.outbox &&
      before.drafts === after.drafts &&
      before.belief === after.belief;
    if (same) return;
    save(this.#around.store, after);
  }

  #end(): void {
    this.#state = { ...this.#state, connection: "ended" };
    this.pause();
  }
}

/** What a live stream would have told of a view. */
function newsIn({ phase, round, conversations }: MatchView): string {
  return [phase, round, ...conversations.map(({ messages }) => messages.length)].join(" ");
}
