import { setTimeout as delay } from "node:timers/promises";
import { playOut } from "./play-out.ts";
import { Player, sitTogether, type Tried } from "./players.ts";
import { headerOf, type Watch } from "./wire.ts";

/** How many people wait for which ruleset; about fifteen matches come of it. */
const TABLES = [
  { ruleset: "mixed-duel", people: 12 },
  { ruleset: "mixed-turns", people: 6 },
  { ruleset: "mixed-three-party", people: 4 },
];

const WORDS = [
  "so",
  "hello",
  "why",
  "maybe",
  "what",
  "do",
  "you",
  "like",
  "rain",
  "music",
  "today",
];

/** What a scripted player writes, different for each and the same in every run. */
function linesOf(player: number): string[] {
  return Array.from({ length: 14 }, (_, line) =>
    Array.from({ length: 3 + ((player + line) % 4) }, (_word, word) => {
      return WORDS[(player * 7 + line * 5 + word * 3) % WORDS.length];
    }).join(" "),
  );
}

export interface MatchesAtOnce {
  players: Player[];
  /** Replies that no client should ever see. */
  shames: string[];
  /** Messages of the players' that they have been told of. */
  said(): number;
  /** Waits until everybody sits and there are so many. */
  confirmed(count: number): Promise<void>;
  /** When every player has seen the reveal. */
  played: Promise<unknown>;
}

/** Seats a crowd and lets it play, at any of the web processes. */
export async function playAtOnce(webs: readonly { url: string }[]): Promise<MatchesAtOnce> {
  const shames: string[] = [];
  const watch = shameWatch(shames);
  const tables = TABLES.flatMap(({ ruleset, people }) => Array<string>(people).fill(ruleset));
  const players = await Promise.all(
    tables.map((_, index) => Player.join(webs[index % webs.length]?.url ?? "", watch)),
  );
  const sat = TABLES.map(({ ruleset }) => {
    const group = players.filter((_, index) => tables[index] === ruleset);
    return [ruleset, sitTogether(group, ruleset)] as const;
  });
  const seated = new Map(sat);
  const played = Promise.all(
    players.map(async (player, index) => {
      await seated.get(tables[index] ?? "");
      await playOut(player, {
        lines: linesOf(index),
        pAi: (5 + (index % 10) * 10) / 100,
        paceMs: 150 + (index % 5) * 60,
      });
    }),
  );
  // Looked at in the end; a failure before that is no unhandled one.
  played.catch(() => undefined);
  const said = () => players.flatMap(({ messages }) => messages.filter(isConfirmed)).length;
  const confirmed = async (count: number) => {
    await Promise.all(seated.values());
    while (said() < count) {
      if (players.every(({ sight }) => sight.over)) throw new Error(`only ${said()} messages`);
      await delay(20);
    }
  };
  return { players, shames, said, confirmed, played };
}

const isConfirmed = ({ outcome }: Tried) => outcome === "confirmed";

/** Nothing but refusals that are described, and no 503 that does not say when to come again. */
function shameWatch(shames: string[]): Watch {
  return {
    reply({ method, path }, reply) {
      const told = reply.status === 503 && headerOf(reply, "retry-after") !== undefined;
      if (reply.status >= 500 && !told)
        shames.push(`${method} ${path}: ${reply.status} ${reply.text}`);
    },
  };
}

/**
 * Who comes to a process after a fault plays a whole match: waves, jobs and the reveal work.
 * @param onAnswered called for each one whom somebody answered
 */
export function playLate(
  webs: readonly { url: string }[],
  onAnswered: () => void = () => undefined,
): Promise<Player[]> {
  return Promise.all(
    webs.map(async ({ url }) => {
      const player = await Player.join(url);
      await player.sit("interrogation");
      await player.ask("hello, is anybody there?");
      onAnswered();
      await player.guess(0.6);
      await player.until(({ phase }) => phase === "revealed");
      return player;
    }),
  );
}
