import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import {
  endedMatchesOf,
  ownTraces,
  personalSections,
  runningMatchesOf,
} from "../../db/queries/personal-data.ts";
import { viewOf } from "../../db/queries/views.ts";
import type { Stores } from "../../db/stores.ts";

const MATCHES_AT_A_TIME = 25;

const ABOUT =
  "All that is held about you here. Matches stand as their pages show them to you, with what only you have of them. A match that still runs is left out until it has ended.";

/** All that is held about a player, as one JSON document that is read as it is sent. */
export function personalData(
  stores: Pick<Stores, "database">,
  playerId: string,
): ReadableStream<Uint8Array> {
  return createReadableStreamFromReadable(Readable.from(documentOf(stores, playerId)));
}

async function* documentOf(
  stores: Pick<Stores, "database">,
  playerId: string,
): AsyncGenerator<string> {
  const { database } = stores;
  const running = await runningMatchesOf(database, playerId);
  yield `{${member("about", ABOUT)},${member("madeAt", new Date().toISOString())}`;
  for await (const [part, rows] of personalSections(database, playerId))
    yield `,${member(part, part === "player" ? (rows[0] ?? null) : rows)}`;
  yield `,${member("matchesLeftOut", running.length)},"matches":[`;
  let [after, first]: [string | null, boolean] = [null, true];
  do {
    const page = await endedMatchesOf(database, playerId, after, MATCHES_AT_A_TIME);
    for (const matchId of page.ended) {
      yield `${first ? "" : ","}${JSON.stringify(await matchOf(stores, matchId, playerId))}`;
      first = false;
    }
    after = page.after;
  } while (after !== null);
  yield "]}\n";
}

/** The one outlet for match data says what the player may know of it. */
async function matchOf(stores: Pick<Stores, "database">, matchId: string, playerId: string) {
  const [shown, own] = await Promise.all([
    viewOf(stores, matchId, playerId),
    ownTraces(stores.database, matchId, playerId),
  ]);
  return { shown, own };
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}
