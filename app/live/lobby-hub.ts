import type { LobbyAnnouncement } from "../../db/events.ts";
import { hearTickets, lobbyStateOf } from "../../db/lobby.ts";
import type { Stores } from "../../db/stores.ts";
import { LobbyStream } from "./lobby-stream.ts";
import { openOutlet } from "./outlet.ts";
import type { HubOptions, Opening, Reader } from "./reader.ts";
import { secondsSince } from "./since.ts";

const STREAMS_PER_PLAYER = 6;

/** Tickets are seated while they were heard from within ten seconds, at any time scale. */
const HEAR_MS = 3000;

/** Between two looks at the waiting tickets, at least. */
const SHORTEST_PAUSE_MS = 100;

export class LobbyHub {
  readonly #stores: Stores;
  readonly #options: HubOptions;
  readonly #streams = new Set<LobbyStream>();
  readonly #heartbeat: NodeJS.Timeout;
  #look: NodeJS.Timeout | undefined;

  constructor(stores: Stores, options: HubOptions) {
    this.#stores = stores;
    this.#options = options;
    this.#heartbeat = setInterval(() => this.#hear([...this.#streams]), HEAR_MS).unref();
  }

  async open(request: Reader & { playerId: string }): Promise<Opening> {
    const stream = new LobbyStream(request.playerId, this.#stores.timeScale);
    const { metrics } = this.#options;
    this.#streams.add(stream);
    try {
      const state = await lobbyStateOf(this.#stores, request.playerId);
      if (!state) {
        this.#streams.delete(stream);
        return { kind: "none" };
      }
      metrics.streamsOpen.inc({ stream: "lobby" });
      const outlet = openOutlet({
        ...request,
        onFrame: (event) => metrics.framesSent.inc({ event }),
        onClose: (why) => {
          this.#streams.delete(stream);
          metrics.streamsOpen.dec({ stream: "lobby" });
          metrics.streamsClosed.inc({ stream: "lobby", why });
        },
      });
      stream.start(state, outlet);
      const own = [...this.#streams].filter(({ playerId }) => playerId === request.playerId);
      if (own.length > STREAMS_PER_PLAYER) own[0]?.end();
      this.#hear([stream]);
      this.#plan();
      return { kind: "stream", body: outlet.body };
    } catch (error) {
      this.#streams.delete(stream);
      throw error;
    }
  }

  /** Tells everybody whom a wave seated in one go: no order among them says anything. */
  hear({ seated, ended, waveAt }: LobbyAnnouncement): void {
    const matches = new Map(seated.map(({ playerId, matchId }) => [playerId, matchId]));
    for (const stream of this.#streams) {
      const matchId = matches.get(stream.playerId);
      if (!matchId) continue;
      stream.show({ state: "seated", matchId });
      if (waveAt !== undefined) this.#options.metrics.seatingSeconds.observe(secondsSince(waveAt));
    }
    // Read, not believed: the player may have come back with a new ticket meanwhile.
    const gone = new Set(ended.map(({ playerId }) => playerId));
    const streams = [...this.#streams].filter(({ playerId }) => gone.has(playerId));
    if (streams.length > 0) void this.#read(streams);
  }

  /** A player's ticket has changed, or announcements may have been missed. */
  async refresh(playerId?: string): Promise<void> {
    await this.#read([...this.#streams].filter((one) => !playerId || one.playerId === playerId));
  }

  end(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#look);
    for (const stream of this.#streams) stream.end();
  }

  #hear(streams: readonly LobbyStream[]): void {
    const tickets = streams.flatMap(({ ticketId }) => ticketId ?? []);
    hearTickets(this.#stores, [...new Set(tickets)]).catch(this.#options.onError);
  }

  /** After each wave, those who were not seated are told of the next one. */
  #plan(): void {
    clearTimeout(this.#look);
    const next = Math.min(...[...this.#streams].map(({ lookAt }) => lookAt));
    if (!Number.isFinite(next)) return;
    const wait = Math.max(next - Date.now(), SHORTEST_PAUSE_MS);
    this.#look = setTimeout(() => {
      const now = Date.now();
      void this.#read([...this.#streams].filter(({ lookAt }) => lookAt <= now));
    }, wait);
  }

  async #read(streams: readonly LobbyStream[]): Promise<void> {
    try {
      const players = [...new Set(streams.map(({ playerId }) => playerId))];
      const states = new Map(
        await Promise.all(
          players.map(async (id) => [id, await lobbyStateOf(this.#stores, id)] as const),
        ),
      );
      for (const stream of streams) {
        const state = states.get(stream.playerId);
        if (state) stream.show(state);
        else stream.end();
      }
    } catch (error) {
      this.#options.onError(error);
    }
    this.#plan();
  }
}
