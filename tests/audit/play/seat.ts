import { randomUUID } from "node:crypto";
import { z } from "zod";
import { lobbyReply, matchFrames, messageReply } from "../../../app/api/schemas.ts";
import type { Dots, Message, Turn } from "../record.ts";
import { clock, Line, type ToldFrame } from "./line.ts";

const instant = z.string().transform((text) => Date.parse(text));
const placeSchema = z.object({
  phase: z.string(),
  now: instant,
  deadlineAt: instant.nullable(),
  you: z.object({ seat: z.string(), left: z.boolean() }),
  ruleset: z.object({ chatSeconds: z.number(), messageChars: z.number(), turnTaking: z.string() }),
  seats: z.array(z.object({ seat: z.string() })),
  conversations: z.array(
    z.object({ id: z.string(), yourTurn: z.boolean(), turnDeadlineAt: instant.nullable() }),
  ),
});
type Place = z.infer<typeof placeSchema>;

export interface Heard {
  /** The partner wrote. */
  onMessage?: (message: Message) => void;
  /** It is this seat's turn, or was from the start. */
  onTurn?: (deadlineAt: number | null) => void;
  onChatEnd?: () => void;
}

/** A player from the lobby to the end of a match, with what the connection was told. */
export class Seat {
  readonly line: Line;
  readonly messages: Message[] = [];
  readonly dots: Dots[] = [];
  readonly turns: Turn[] = [];
  matchId = "";
  place: Place | null = null;
  joinedAt = 0;
  nextWaveAt = 0;
  seatedAt = 0;
  viewAt = 0;
  chatEndedAt: number | null = null;
  phase = "waiting";
  heard: Heard = {};
  #over = Promise.withResolvers<null>();

  constructor(base: string) {
    this.line = new Line(base);
    this.#over.promise.catch(() => undefined);
  }

  /** Waits in the lobby until a wave seats. */
  async sit(ruleset: string): Promise<void> {
    await this.line.ask("POST", "/api/v1/session", {});
    this.joinedAt = clock();
    const joined = await this.line.ask("POST", "/api/v1/lobby", { ruleset });
    this.nextWaveAt = Date.parse(lobbyReply.parse(joined.json).nextWaveAt);
    const seated = Promise.withResolvers<string>();
    const lobby = await this.line.listen("/api/v1/lobby/events", ({ event, data, at }) => {
      if (event !== "seated") return;
      this.seatedAt = at;
      seated.resolve(z.object({ matchId: z.string() }).parse(data).matchId);
    });
    const gone = lobby.ended.then((): never => {
      throw new Error("the lobby's stream ended without a seat");
    });
    gone.catch(() => undefined);
    this.matchId = await Promise.race([seated.promise, gone]);
    lobby.close();
  }

  /** Follows the match; the promise is kept when the first view is there. */
  async follow(): Promise<Place> {
    const first = Promise.withResolvers<Place>();
    const stream = await this.line.listen(this.#at("/events"), (frame) => {
      this.#take(frame);
      if (this.place) first.resolve(this.place);
    });
    void stream.ended.then(() => this.#over.resolve(null));
    return first.promise;
  }

  get over(): Promise<null> {
    return this.#over.promise;
  }

  get conversationId(): string {
    return this.place?.conversations[0]?.id ?? "";
  }

  get label(): string {
    return this.place?.you.seat ?? "";
  }

  get mayWrite(): boolean {
    const turn = this.turns.at(-1);
    return this.phase === "chatting" && (turn === undefined || turn.mine);
  }

  async say(body: string): Promise<boolean> {
    if (!this.mayWrite) return false;
    const { conversationId } = this;
    const told = await this.line.ask("POST", this.#at("/messages"), {
      conversationId,
      body,
      clientId: `c-${randomUUID().slice(0, 8)}`,
    });
    return messageReply.safeParse(told.json).success;
  }

  async type(on: boolean): Promise<void> {
    if (this.phase !== "chatting") return;
    await this.line.ask("POST", this.#at("/typing"), { conversationId: this.conversationId, on });
  }

  async post(rest: string, body: object): Promise<void> {
    await this.line.ask("POST", this.#at(rest), body);
  }

  async guess(pAi: number): Promise<void> {
    const seat = this.place?.seats.find((one) => one.seat !== this.label)?.seat;
    await this.line.ask("POST", this.#at("/guesses"), { seat, pAi });
  }

  #at = (rest: string) => `/api/v1/matches/${this.matchId}${rest}`;

  #take(frame: ToldFrame): void {
    switch (frame.event) {
      case "view":
        this.#see(placeSchema.parse(frame.data), frame);
        break;
      case "message":
        this.#hear(frame);
        break;
      case "typing":
        this.dots.push({ on: matchFrames.typing.parse(frame.data).on, arrivedAt: frame.at });
        break;
      case "turn": {
        const { seat, deadlineAt } = matchFrames.turn.parse(frame.data);
        this.#turn(seat === this.label, deadlineAt === null ? null : Date.parse(deadlineAt), frame);
        break;
      }
      case "phase":
        this.#enter(matchFrames.phase.parse(frame.data).phase, frame);
        break;
      case "reveal":
        this.line.closed = true;
        this.#over.resolve(null);
        break;
    }
  }

  #see(place: Place, frame: ToldFrame): void {
    const first = this.place === null;
    this.place ??= place;
    if (first) {
      this.viewAt = frame.at;
      const [conversation] = place.conversations;
      if (conversation && place.ruleset.turnTaking !== "free")
        this.#turn(conversation.yourTurn, conversation.turnDeadlineAt, frame);
    }
    this.#enter(place.phase, frame);
  }

  #hear({ data, at, bytes, id: number }: ToldFrame): void {
    const { message } = matchFrames.message.parse(data);
    const { id, body } = message;
    const heard: Message = {
      id,
      theirs: message.seat !== this.label,
      at: Date.parse(message.at),
      arrivedAt: at,
      characters: Array.from(body).length,
      body,
      frameBytes: bytes - Buffer.byteLength(`${number ?? ""}${JSON.stringify(body)}`),
    };
    this.messages.push(heard);
    if (heard.theirs) this.heard.onMessage?.(heard);
  }

  #turn(mine: boolean, deadlineAt: number | null, { at: arrivedAt }: ToldFrame): void {
    this.turns.push({ mine, deadlineAt, arrivedAt });
    if (mine) this.heard.onTurn?.(deadlineAt);
  }

  #enter(phase: string, { at }: ToldFrame): void {
    if (phase === this.phase) return;
    const before = this.phase;
    this.phase = phase;
    if (phase === "revealed" || phase === "voided") this.line.closed = true;
    if (before !== "chatting") return;
    this.chatEndedAt = at;
    this.heard.onChatEnd?.();
  }
}
