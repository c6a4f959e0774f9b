import { z } from "zod";
import type { RevealView } from "../../../app/api/schemas.ts";
import type { Frame } from "../people/frame-reader.ts";
import type { Problem } from "./problem.ts";

const instant = z.string().transform((text) => Date.parse(text));
const deadline = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : Date.parse(text)));
const messageSchema = z.object({ id: z.string(), seat: z.string(), body: z.string(), at: instant });
const phaseSchema = z.object({ phase: z.string(), deadlineAt: deadline });
const viewSchema = phaseSchema.extend({
  you: z.object({ seat: z.string() }),
  seats: z.array(z.object({ seat: z.string() })),
  conversations: z.array(z.object({ id: z.string(), messages: z.array(messageSchema) })),
});
const saidSchema = z.object({ message: messageSchema });
/** What is compared of it; its form is the contract tests' matter. */
const revealSchema = z.object({ reveal: z.custom<RevealView>((value) => value !== null) });

export interface Sent {
  body: string;
  sentAt: number;
  /** `unknown` where no answer came: it may have been said or not. */
  outcome: "unknown" | "confirmed" | "refused";
  /** The message's own, once confirmed. */
  id: string | null;
}

export interface Heard {
  id: string;
  seat: string;
  body: string;
  /** By the platform's clock. */
  at: number;
  arrivedAt: number;
  /** When the connection that it came by was opened; null for what a view told later. */
  by: number | null;
}

export interface PhaseSeen {
  phase: string;
  deadlineAt: number | null;
  arrivedAt: number;
  /** When the connection that it came by was opened; null for what a view told later. */
  by: number | null;
}

/** What one seat of a pair has sent and been told, instants in epoch milliseconds. */
export class SeatBook {
  readonly matchId: string;
  readonly sent: Sent[] = [];
  readonly heard: Heard[] = [];
  readonly phases: PhaseSeen[] = [];
  readonly problems: Problem[] = [];
  seat = "";
  partner = "";
  conversationId = "";
  guess: { pAi: number; at: number; confirmed: boolean } | null = null;
  leftAt: number | null = null;
  reveal: RevealView | null = null;
  lastId: number | null = null;
  #openedAt = 0;
  #first = true;

  constructor(matchId: string) {
    this.matchId = matchId;
  }

  get phase(): string {
    return this.phases.at(-1)?.phase ?? "";
  }

  get deadlineAt(): number | null {
    return this.phases.at(-1)?.deadlineAt ?? null;
  }

  /** Nothing more is to come. */
  get over(): boolean {
    return this.reveal !== null || this.phase === "voided";
  }

  /** A connection begins; what it tells first may have been said before. */
  opened(at: number): void {
    this.#openedAt = at;
    this.#first = true;
  }

  take(frame: Frame, arrivedAt: number): void {
    if (frame.id !== null) this.#count(frame.id, frame.event);
    const data: unknown = JSON.parse(frame.data);
    switch (frame.event) {
      case "view":
        this.#see(viewSchema.parse(data), arrivedAt);
        break;
      case "message": {
        const { message } = saidSchema.parse(data);
        this.heard.push({ ...message, arrivedAt, by: this.#openedAt });
        break;
      }
      case "phase":
        this.#enter(phaseSchema.parse(data), arrivedAt, this.#openedAt);
        break;
      case "reveal":
        this.reveal = revealSchema.parse(data).reveal;
        break;
    }
    this.#first = false;
  }

  /** Ids count without gaps; a new stream without a last id begins where its view stands. */
  #count(id: number, event: string): void {
    const fresh = this.lastId === null || (this.#first && event === "view");
    if (!fresh && id !== (this.lastId ?? 0) + 1)
      this.#complain("gap", `frame ${id} after ${this.lastId ?? "none"}`);
    this.lastId = id;
  }

  #see(view: z.infer<typeof viewSchema>, arrivedAt: number): void {
    const [conversation] = view.conversations;
    this.seat = view.you.seat;
    this.partner = view.seats.find(({ seat }) => seat !== this.seat)?.seat ?? "";
    this.conversationId = conversation?.id ?? "";
    this.#compare(conversation?.messages ?? [], arrivedAt);
    this.#enter(view, arrivedAt, this.#first ? null : this.#openedAt);
  }

  /** A view holds what was heard so far; only one that begins a stream may know of more. */
  #compare(messages: readonly z.infer<typeof messageSchema>[], arrivedAt: number): void {
    const known = this.heard.map(({ id }) => id).join();
    const told = messages.slice(0, this.heard.length).map(({ id }) => id);
    if (told.join() !== known) this.#complain("reordered", "a view differs from what was heard");
    const more = messages.slice(this.heard.length);
    if (more.length > 0 && !this.#first)
      this.#complain("lost", `${more.length} messages stand in a view and were not told before`);
    for (const message of more) this.heard.push({ ...message, arrivedAt, by: null });
  }

  #enter({ phase, deadlineAt }: z.infer<typeof phaseSchema>, arrivedAt: number, by: number | null) {
    if (phase === this.phase) return;
    this.phases.push({ phase, deadlineAt, arrivedAt, by });
  }

  #complain(kind: Problem["kind"], about: string): void {
    this.problems.push({ kind, matchId: this.matchId, about: `seat ${this.seat}: ${about}` });
  }
}
