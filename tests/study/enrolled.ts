import { lobbyFrames } from "../../app/api/schemas.ts";
import {
  type ShownQuestion,
  studyReply,
  type StudyShown,
  type YourPart,
} from "../../app/api/study-schemas.ts";
import { persist } from "../players.ts";
import type { WireClient, WireReply } from "../wire.ts";

/** Real milliseconds that a match may be waited for. */
const PATIENCE_MS = 60_000;

export interface Ended {
  ending: YourPart["ending"];
  code: string | null;
}
type Next = { kind: "match"; matchId: string } | { kind: "ended"; ended: Ended };

/** A participant's way through a study, by the calls that its pages make. */
export class Enrolled {
  readonly #client: WireClient;
  readonly #at: string;

  constructor(client: WireClient, code: string) {
    this.#client = client;
    this.#at = `/api/v1/studies/${code}`;
  }

  /** Agrees to what the study says, and answers what it asks. */
  async begin(recruitedAs: string): Promise<void> {
    const { consent } = shown(await this.#get());
    const agreed = { consent: consent.version, PROLIFIC_PID: recruitedAs };
    const { you } = shown(await this.#post("/enrolment", agreed));
    const questions = you?.questions ?? [];
    const answers = new Map(questions.map((one) => [one.name, answerTo(one)]));
    shown(await this.#post("/answers", Object.fromEntries(answers)));
  }

  /** Waits for the next match. @returns how it ended where there is none. */
  async next(): Promise<Next> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      const { you } = shown(await this.#get());
      if (you?.state === "ended") {
        const { ending, code } = you;
        return { kind: "ended", ended: { ending, code } };
      }
      if (you?.matchId) return { kind: "match", matchId: you.matchId };
      const matchId = await this.#wait();
      if (matchId !== null) return { kind: "match", matchId };
    }
    throw new Error("neither a match nor an end came");
  }

  #get = () => persist(() => this.#client.get(this.#at));
  #post = (path: string, body: object = {}) =>
    persist(() => this.#client.post(this.#at + path, body));

  /** @returns null where the wait ended without a seat. */
  async #wait(): Promise<string | null> {
    const joined = await this.#post("/wait");
    if (joined.status !== 202) return null;
    const { stream } = await this.#client.events("/api/v1/lobby/events");
    const last = await stream?.until(({ event }) => event !== "waiting", PATIENCE_MS);
    stream?.close();
    return last?.event === "seated" ? lobbyFrames.seated.parse(last.data).matchId : null;
  }
}

/** The last of several, which is what an attention check of a simulated study expects. */
function answerTo({ kind, options, min }: ShownQuestion): string | number {
  if (kind === "choice") return options?.at(-1) ?? "";
  return kind === "number" ? (min ?? 0) : "Nothing in particular.";
}

function shown(reply: WireReply): StudyShown {
  if (reply.status >= 300) throw new Error(`${reply.status} ${reply.text}`);
  return studyReply.parse(reply.json);
}
