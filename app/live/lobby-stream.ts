import type { z } from "zod";
import type { LobbyState } from "../../db/lobby.ts";
import { publicRuleset } from "../../game/ruleset.ts";
import type { lobbyFrames } from "../api/schemas.ts";
import type { Outlet } from "./outlet.ts";

/** How long after a wave the worker has surely held it, at most. */
const HELD_WITHIN_MS = 400;

type Frames = { [Event in keyof typeof lobbyFrames]: z.infer<(typeof lobbyFrames)[Event]> };
type LobbyFrame = { [Event in keyof Frames]: { event: Event; data: Frames[Event] } }[keyof Frames];

/** One player's stream of what becomes of their ticket. */
export class LobbyStream {
  readonly playerId: string;
  readonly #timeScale: number;
  #outlet: Outlet | null = null;
  /** What was announced while the stream was being opened. */
  #early: LobbyState | null = null;
  #state: LobbyState | null = null;
  #shown = "";

  constructor(playerId: string, timeScale: number) {
    this.playerId = playerId;
    this.#timeScale = timeScale;
  }

  get ticketId(): string | null {
    return this.#state?.state === "waiting" ? this.#state.ticketId : null;
  }

  /** When the next wave has been held, and the ticket still waits or does not. */
  get lookAt(): number {
    if (this.#state?.state !== "waiting") return Infinity;
    const wave = (this.#state.ruleset.waveSeconds * 1000) / this.#timeScale;
    return this.#state.nextWaveAt + Math.min(HELD_WITHIN_MS, wave / 2);
  }

  start(state: LobbyState, outlet: Outlet): void {
    this.#outlet = outlet;
    this.show(this.#early ?? state);
  }

  /** Sends the state unless it is what was sent last; a ticket that is closed ends the stream. */
  show(state: LobbyState): void {
    if (!this.#outlet) {
      this.#early = state;
      return;
    }
    this.#state = state;
    const frame = frameOf(state);
    const text = JSON.stringify(frame);
    if (text !== this.#shown) this.#outlet.write([frame]);
    this.#shown = text;
    if (state.state !== "waiting") this.end();
  }

  end(): void {
    this.#outlet?.end();
  }
}

function frameOf(state: LobbyState): LobbyFrame {
  switch (state.state) {
    case "waiting": {
      const { ruleset, offer } = state;
      const nextWaveAt = new Date(state.nextWaveAt).toISOString();
      const { slug } = publicRuleset(ruleset);
      return { event: "waiting", data: { nextWaveAt, ruleset: slug, offer } };
    }
    case "seated":
      return { event: "seated", data: { matchId: state.matchId } };
    case "ended":
      return { event: "ended", data: { reason: state.reason } };
  }
}
