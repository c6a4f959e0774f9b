import { setTimeout as delay } from "node:timers/promises";
import { matchFrames, matchReply, type MatchView } from "../app/api/schemas.ts";
import type { StreamFrame } from "./event-stream.ts";
import { Player } from "./players.ts";
import { type Entry, situationOf, toldBy, toldByFrame } from "./recording.ts";
import { codeOf, type Watch, type WireReply } from "./wire.ts";

const NOWHERE = "01990000-0000-7000-8000-000000000000";
/** Some steps of the grid on which dots appear. */
const DOTS_MS = 450;
const html = { headers: { Accept: "text/html" } };

export interface Observed {
  player: Player;
  entries: Entry[];
  /** Everything that came before the reveal, as text. */
  texts: string[];
}

/** Plays a match by a fixed script and notes down everything that comes of it before the reveal. */
export async function observe(base: string, ruleset: string): Promise<Observed> {
  const entries: Entry[] = [];
  const texts: string[] = [];
  const watch: Watch = {
    reply(_call, { json, text }) {
      if (json !== null && !text.includes('"phase":"revealed"')) texts.push(text);
    },
    frame(path, frame) {
      if (path.includes("/lobby/"))
        entries.push({ key: `lobby ${frame.event}`, told: toldByFrame(frame) });
    },
  };
  const player = await Player.join(base, watch, "Observer");
  await player.sit(ruleset);
  await play(player, entries);
  await player.until(({ phase }) => phase === "revealed");
  const frames = player.sight.frames.filter((frame) => !isLast(frame));
  texts.push(...frames.map(({ raw }) => raw));
  return { player, entries: [...entries, ...framesOf(player, frames)], texts };
}

async function play(player: Player, entries: Entry[]): Promise<void> {
  const note: Note = (key, reply) => entries.push({ key, told: toldBy(reply, player.view) });
  const { client } = player;
  const me = player.view.you.seat;
  await look(player, entries);
  await mistakes(player, note);
  for (const words of ["hello, who is there?", "and what do you make of rain?"]) {
    const view = await player.until(mayWriteOrOver);
    if (view.phase !== "chatting") break;
    await signal(player, note);
    const heard = heardIn(view);
    const { outcome, conversationId, clientId, body } = await player.say(`${words} ${me}`);
    if (outcome !== "confirmed") break;
    const said = { conversationId, clientId, body };
    note(`said again, ${me}`, await client.post(player.at("/messages"), said));
    const other = await client.post(player.at("/messages"), { ...said, clientId: "other" });
    if (other.status === 409) note(`said out of turn ${codeOf(other) ?? ""}`, other);
    await player.until((now) => now.phase !== "chatting" || heardIn(now) > heard);
    await look(player, entries);
  }
  await player.until((now) => now.phase !== "chatting" || now.ruleset.earlyGuess);
  await look(player, entries);
  const seat = player.suspects()[0];
  if (seat === undefined) return;
  const guess = () => client.post(player.at("/guesses"), { seat, pAi: 0.4 });
  const { phase, deadlineAt } = player.view;
  const guessed = await guess();
  if (isBefore(deadlineAt)) note(`guess while ${phase}, ${me}`, guessed);
  const again = await guess();
  note(`guess again ${codeOf(again) ?? ""}`, again);
}

type Note = (key: string, reply: WireReply) => void;

/** View, page and data of the page in one situation; tried again where it changes meanwhile. */
async function look(player: Player, entries: Entry[]): Promise<void> {
  const page = `/matches/${player.matchId}`;
  for (let tries = 0; tries < 4; tries++) {
    const view = await player.client.get(player.at());
    const document = await player.client.get(page, html);
    const data = await player.client.get(`${page}.data`, html);
    const after = matchReply.parse((await player.client.get(player.at())).json);
    const before = matchReply.parse(view.json);
    const situation = situationOf(before);
    if (situation !== situationOf(after)) continue;
    if (before.reveal) return;
    entries.push(
      { key: `view in ${situation}`, told: toldBy(view, before) },
      { key: `page in ${situation}`, told: toldBy(document, before) },
      { key: `data in ${situation}`, told: toldBy(data, before) },
    );
    return;
  }
}

/** What is refused is refused alike. */
async function mistakes(player: Player, note: Note): Promise<void> {
  const { view, client } = player;
  const conversationId = view.conversations[0]?.id;
  const me = `${view.you.seat} ${view.you.role}`;
  const message = { conversationId, clientId: "m", body: "hi" };
  const guess = { seat: "H", pAi: 0.5 };
  const other = view.conversations[0]?.seats.find((letter) => letter !== view.you.seat);
  const tries: [name: string, path: string, body: object][] = [
    ["too long", "/messages", { ...message, body: "x".repeat(view.ruleset.messageChars + 1) }],
    ["empty", "/messages", { ...message, body: " " }],
    ["a link", "/messages", { ...message, body: "see www.example.org" }],
    ["a threat", "/messages", { ...message, body: "i will kill you" }],
    ["a number", "/messages", { ...message, body: "call +44 7700 900123" }],
    ["report", "/reports", { seat: other, category: "other", note: "x" }],
    ["report again", "/reports", { seat: other, category: "other" }],
    ["report of oneself", "/reports", { seat: view.you.seat, category: "spam" }],
    ["elsewhere", "/messages", { ...message, conversationId: NOWHERE }],
    ["nowhere", "/messages", { ...message, conversationId: "x" }],
    ["no such seat", "/guesses", guess],
    ["own seat", "/guesses", { ...guess, seat: view.you.seat }],
    ["no probability", "/guesses", { ...guess, pAi: 2 }],
    ["dots elsewhere", "/typing", { conversationId: NOWHERE, on: true }],
    ["survey", "/survey", { knewPartner: false }],
  ];
  for (const [name, path, body] of tries)
    note(`${name}, ${me}`, await client.post(player.at(path), body));
  const [seat] = player.suspects();
  if (seat !== undefined && isBefore(view.canGuessAt, 500)) {
    const early = await client.post(player.at("/guesses"), { ...guess, seat });
    if (isBefore(view.canGuessAt)) note(`too early, ${me}`, early);
  }
  note("no match", await client.get(`/api/v1/matches/${NOWHERE}`));
  note("no method", await client.ask("PUT", player.at()));
}

/** Whether an instant is still to come; a reply from before it does not depend on it. */
function isBefore(instant: string | null, byMs = 0): boolean {
  return instant !== null && Date.now() + byMs < Date.parse(instant);
}

/** Dots, as people make them, for long enough to be seen. */
async function signal(player: Player, note: Note): Promise<void> {
  const conversationId = player.view.conversations.find(({ yourTurn }) => yourTurn)?.id;
  const on = await player.client.post(player.at("/typing"), { conversationId, on: true });
  if (on.status === 204) note("dots", on);
  await delay(DOTS_MS);
}

function framesOf({ sight, view }: Player, frames: readonly StreamFrame[]): Entry[] {
  const from = (seat: string) => (seat === view.you.seat ? "mine" : "theirs");
  return [...frames, ...sight.dots].flatMap((frame): Entry[] => {
    const { event, data } = frame;
    const told = toldByFrame(frame);
    switch (event) {
      case "message": {
        const { conversationId, message } = matchFrames.message.parse(data);
        return [{ key: `message of ${from(message.seat)} ${message.seat}`, told, conversationId }];
      }
      case "turn": {
        const { conversationId, seat, deadlineAt } = matchFrames.turn.parse(data);
        const open = deadlineAt === null ? "open" : "timed";
        return [{ key: `turn ${seat ?? ""} ${open}`, told, conversationId }];
      }
      case "typing": {
        const { conversationId, seat, on } = matchFrames.typing.parse(data);
        return [{ key: `typing ${seat} ${String(on)}`, told, conversationId }];
      }
      case "phase":
        return [{ key: `phase ${matchFrames.phase.parse(data).phase}`, told }];
      case "view":
        return [{ key: `frame in ${situationOf(matchFrames.view.parse(data))}`, told }];
      default:
        return [];
    }
  });
}

/** The reveal, and the view that goes before it. */
function isLast({ event, data }: StreamFrame): boolean {
  const phase = event === "view" || event === "phase" ? matchFrames[event].parse(data).phase : null;
  return event === "reveal" || phase === "revealed";
}

function mayWriteOrOver({ phase, conversations }: MatchView): boolean {
  return phase !== "chatting" || conversations.some(({ yourTurn }) => yourTurn);
}

function heardIn({ conversations, you }: MatchView): number {
  const messages = conversations.flatMap((conversation) => conversation.messages);
  return messages.filter(({ seat }) => seat !== you.seat).length;
}
