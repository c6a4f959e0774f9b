import type { Stores } from "../../db/stores.ts";
import { LobbyHub } from "./lobby-hub.ts";
import { MatchHub, type MatchRequest } from "./match-hub.ts";
import type { HubOptions, Opening, Reader } from "./reader.ts";

/** The live side of this process: every open stream, fed by one subscription. */
export interface LiveHub {
  openMatch(request: MatchRequest): Promise<Opening>;
  openLobby(request: Reader & { playerId: string }): Promise<Opening>;
  /** A player's ticket has changed in this process. */
  ticketChanged(playerId: string): void;
  /** Ends every stream; browsers come back to another process. */
  close(): void;
}

export function openHub(stores: Stores, options: HubOptions): LiveHub {
  const matches = new MatchHub(stores, options);
  const lobby = new LobbyHub(stores, options);
  const deafen = stores.events.listen((announcement) => {
    if (announcement.kind === "lobby") lobby.hear(announcement);
    else if (announcement.kind !== "account") matches.hear(announcement);
  });
  const forget = stores.events.onResume(() => {
    void matches.compare();
    void lobby.refresh();
  });
  return {
    openMatch: (request) => matches.open(request),
    openLobby: (request) => lobby.open(request),
    ticketChanged: (playerId) => void lobby.refresh(playerId),
    close() {
      deafen();
      forget();
      matches.end();
      lobby.end();
    },
  };
}
