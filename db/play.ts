import pg from "pg";
import { decide } from "../game/decide.ts";
import { idsPerRound } from "../game/deal.ts";
import {
  type Action,
  currentRound,
  type Label,
  type Match,
  seatLabelled,
  seatOf,
} from "../game/match.ts";
import { appearsAt } from "../game/release.ts";
import { showsTyping } from "../game/ruleset.ts";
import { screen } from "../game/screening.ts";
import { refusalOf, utter, type Utterance } from "../game/utterance.ts";
import type { StoredMessage } from "../game/view.ts";
import {
  type Acting,
  attempt,
  participantOf,
  type Played,
  type PlayRefusal,
  refusal,
  store,
} from "./acting.ts";
import { insertGuess, type GuessDetails, knownTells } from "./guess-rows.ts";
import { makeIds } from "./ids.ts";
import { type LoadedMatch, loadMatch } from "./match-rows.ts";
import { messageByClientId } from "./queries/messages.ts";
import { noteRefused } from "./refused-texts.ts";
import { saveMessage } from "./save.ts";
import type { Stores } from "./stores.ts";
import { tell } from "./tell.ts";
import type { Transaction } from "./transaction.ts";

interface Post extends Acting {
  conversationId: string;
  /** As typed; it is cleaned here, for every seat alike. */
  text: string;
  /** The sender's own name for the message: sent again, it is the same message. */
  clientId: string;
  pasted?: boolean;
  /** When it was asked for, epoch milliseconds; left out, it is now. */
  postedAt?: number;
}

export interface Posted {
  message: StoredMessage;
  repeated: boolean;
  /** As it stands with the message in it. */
  match: Match;
  /** Postgres's clock when it was decided, epoch milliseconds. */
  now: number;
}

/** Posts a message: a human's and a bot's alike. */
export function postMessage(stores: Stores, post: Post): Promise<Played<Posted>> {
  return postUnless(stores, post, () => null);
}

/**
 * As postMessage; but where messages appear at the ends of slots only, one that could be posted now
 * is not: it is to be posted in so many milliseconds.
 */
export function postOrWait(
  stores: Stores,
  post: Post,
): Promise<Played<Posted | { waitMs: number }>> {
  return postUnless(stores, post, (match, now, seat) => {
    if (match.ruleset.release !== "matched") return null;
    const at = appearsAt(match, post.conversationId, seat, now);
    return at === null ? refusal("match/too-late") : { ok: true, waitMs: at - now };
  });
}

/** @param hold what is done in the place of an accepted post that nobody has sent before. */
function postUnless<T = never>(
  stores: Stores,
  post: Post,
  hold: (match: Match, now: number, seat: Label) => Played<T> | null,
): Promise<Played<Posted | T>> {
  const { postedAt = Date.now() } = post;
  const utterance = utter(post.text);
  // Here, before anything is known of the match: it costs every seat the same.
  const screened = screen(utterance.body);
  return attempt<Posted | T>(stores, post, async ({ match, now }, participant) => {
    const repeated = () => sentBefore(stores, { match, now }, participant, post, utterance);
    const refuse = async (code: PlayRefusal) => (await repeated()) ?? refusal(code);
    const unfit = refusalOf(utterance, match.ruleset, post.pasted);
    if (unfit) return refuse(unfit);
    if (screened) {
      const refused = await refuse(screened.code);
      if (!refused.ok) noteRefused(stores, match, participant, screened, utterance.raw);
      return refused;
    }
    const { conversationId } = post;
    const action: Action = { type: "post", by: participant, conversationId, body: utterance.body };
    const decision = decide(match, action, now);
    if (!decision.ok) return refuse(decision.code);
    const { events } = decision;
    const said = events.find((event) => event.type === "message");
    if (!said) throw new Error("a post was accepted without a message");
    const seat = seatOf(currentRound(decision.match), participant);
    const held = hold(match, now, seat.label);
    if (held) return (await repeated()) ?? held;
    try {
      const saved = await saveMessage(stores.database.pool, match, decision.match, events, {
        ...said,
        ...post,
        seatId: seat.id,
        label: seat.label,
        body: utterance.body,
        raw: utterance.raw === utterance.body ? null : utterance.raw,
        pasted: post.pasted ?? false,
      });
      if (!saved) return null;
      const { clientId } = post;
      const message: StoredMessage = { ...said, ...saved, body: utterance.body, clientId };
      tell(stores, decision.match, events, decision.followUps, now, [message], { postedAt });
      return { ok: true, message, repeated: false, match: decision.match, now };
    } catch (error) {
      if (isDuplicate(error, "messages_seat_client_id")) return refuse("match/busy");
      throw error;
    }
  });
}

/**
 * Records a guess. Tells name messages of others that the guesser has seen. Its reason is screened
 * as messages are: moderators and researchers read it.
 */
export function makeGuess(
  stores: Stores,
  guess: Acting & { seat: Label; pAi: number } & GuessDetails,
): Promise<Played<{ round: number }>> {
  const reason = utter(guess.reason ?? "");
  const screened = screen(reason.body);
  return attempt(stores, guess, async ({ match, now }, participant) => {
    if (screened) {
      noteRefused(stores, match, participant, screened, reason.raw);
      return refusal(screened.code);
    }
    const action: Action = { type: "guess", by: participant, seat: guess.seat, pAi: guess.pAi };
    const decision = decide(match, action, now);
    if (!decision.ok) return refusal(decision.code);
    const round = currentRound(decision.match);
    const [by, about] = [seatOf(round, participant), seatLabelled(round, guess.seat)];
    if (!about) return refusal("match/seat-not-found");
    if (!(await knownTells(stores.database, round, by, guess.tells ?? [])))
      return refusal("guess/unknown-tell");
    const made = decision.events.find((event) => event.type === "guess");
    const saved = await store(stores, match, decision, now, async ({ orm }) => {
      await insertGuess(orm, {
        match,
        round,
        by,
        about,
        now,
        early: made?.early ?? false,
        ...guess,
      });
    });
    return saved ? { ok: true, round: round.number } : null;
  });
}

/** A player leaves: the seat falls silent, and nobody is told. */
export function leaveMatch(stores: Stores, acting: Acting): Promise<Played<object>> {
  return attempt(stores, acting, async ({ match, now }, participant) => {
    const decision = decide(match, { type: "leave", by: participant }, now);
    if (!decision.ok) return refusal(decision.code);
    if (!(await store(stores, match, decision, now))) return null;
    takeDotsBack(stores, match, participant);
    return { ok: true };
  });
}

/** Who walks away types no more; to the others it looks like a line that was given up. */
function takeDotsBack({ events }: Stores, match: Match, participant: number): void {
  if (match.phase !== "chatting" || !showsTyping(match.ruleset)) return;
  const round = currentRound(match);
  const { label: seat } = seatOf(round, participant);
  for (const { id, seats } of round.conversations)
    if (seats.includes(seat))
      events.announce({ kind: "typing", matchId: match.id, conversationId: id, seat, on: false });
}

/**
 * Lets a match's clocks run: turns lapse, phases close, rounds open, and the last one is revealed
 * and scored. Doing it again does nothing.
 */
export async function advanceMatch(stores: Stores, matchId: string): Promise<Played<object>> {
  return attempt(stores, { matchId, actor: null }, async ({ match, now }) => {
    const { rounds } = match.ruleset;
    const freshIds =
      match.rounds.length < rounds
        ? await makeIds(stores.database.pool, idsPerRound(match.ruleset))
        : [];
    const decision = decide(match, { type: "advance", freshIds }, now);
    if (!decision.ok) return refusal(decision.code);
    return (await store(stores, match, decision, now)) ? { ok: true } : null;
  });
}

/** Ends a match without scores. What it already counted for is corrected by a replay. */
export function voidMatch(stores: Stores, matchId: string): Promise<Played<object>> {
  return attempt(stores, { matchId, actor: null }, async ({ match, now }) => {
    const decision = decide(match, { type: "void" }, now);
    if (!decision.ok) return refusal(decision.code);
    return (await store(stores, match, decision, now)) ? { ok: true } : null;
  });
}

/**
 * Ends a chat as if its time were up, in an emergency; no further round is dealt.
 * @param note what is written in the same transaction; not called for a refusal.
 */
export function stopMatch(
  stores: Stores,
  matchId: string,
  note: (transaction: Transaction) => Promise<void>,
): Promise<Played<object>> {
  return attempt(stores, { matchId, actor: null }, async ({ match, now }) => {
    const decision = decide(match, { type: "stop" }, now);
    if (!decision.ok) return refusal(decision.code);
    return (await store(stores, match, decision, now, note)) ? { ok: true } : null;
  });
}

/** Shows or hides a seat's dots to the others of a conversation. Nothing is stored. */
export async function signalTyping(
  stores: Stores,
  { matchId, actor, conversationId, on }: Acting & { conversationId: string; on: boolean },
): Promise<Played<object>> {
  const loaded = await loadMatch(stores, matchId);
  const participant = loaded && participantOf(loaded.match, actor);
  if (!loaded || participant === null) return refusal("match/not-found");
  const round = currentRound(loaded.match);
  const { label } = seatOf(round, participant);
  const conversation = round.conversations.find(({ id }) => id === conversationId);
  if (!conversation?.seats.includes(label)) return refusal("match/conversation-not-found");
  if (loaded.match.phase !== "chatting") return refusal("match/too-late");
  // Without dots, or with those that are drawn for every seat, nobody's typing is told.
  if (!showsTyping(loaded.match.ruleset)) return { ok: true };
  stores.events.announce({ kind: "typing", matchId, conversationId, seat: label, on });
  return { ok: true };
}

async function sentBefore(
  { database }: Stores,
  { match, now }: Pick<LoadedMatch, "match" | "now">,
  participant: number,
  { clientId }: Post,
  { raw }: Utterance,
): Promise<Played<Posted> | null> {
  const found = await messageByClientId(database, match.id, participant, clientId);
  if (!found) return null;
  if (found.raw !== raw) return refusal("message/client-id-reused");
  return { ok: true, message: found.message, repeated: true, match, now };
}

function isDuplicate(error: unknown, constraint: string): boolean {
  return (
    error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === constraint
  );
}
